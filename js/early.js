window.solderEarly=[];addEventListener("click",e=>{let b=window.solderEarly&&e.target.closest("button");b&&!b.closest("a")&&(!b.form||b.type=="button")&&solderEarly.push({target:b})},true)
