// js/solder.js, links and forms: what C++ is offered, and what stays the browser's.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answer, click, flush, log, open, page, submit, use_fake_page } from "./support/fake_page.mjs";

describe("solder.js, links and forms", () => {
  use_fake_page();

  test("a link is offered to C++ only if it may be taken over (L3, L4, L5, L6)", async () => {
    await open(`<a id=plain href="/p?x=1#y"><b>in</b></a> <a id=all href=/q state='{"s":1}' replace noscroll link>q</a>
      <a id=target href=/q target=_blank>t</a> <a id=download href=/q download>d</a> <a id=none>n</a>
      <a id=external href=/q rel="nofollow external">e</a> <a id=other href="https://example.org/">o</a>
      <a id=state state=1>s</a> <a id=bad href="http://[">b</a> <a id=mail href="mailto:a@b">m</a>
      <svg><a id=svg href=/svg><text>s</text></a></svg> <a id=unread href=/q state="{">u</a> <p>no link</p>
      <a id=top href="#">up</a> <a id=here href="/start?q=1#">up</a>`);
    for (const id of ["top", "here", "target", "download", "none", "external", "other", "bad", "mail"])
      assert.equal(await click(`#${id}`), false, id);
    for (const options of [{ metaKey: true }, { ctrlKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }])
      assert.equal(await click("#plain", options), false);
    await click("p");
    assert.deepEqual(await log("solder_link"), []);
    assert.equal(await click("#plain b"), false); // offered, and not taken
    await answer({ solder_link: 1 });
    for (const selector of ["#plain b", "#all", "#state", "#svg text", "#unread"])
      assert.equal(await click(selector), true);
    assert.deepEqual(await log("solder_link"), [
      ["solder_link", "/p?x=1#y|", 0], ["solder_link", "/p?x=1#y|", 0], ["solder_link", '/q|{"s":1}', 7],
      ["solder_link", "/start?q=1#h|1", 0], ["solder_link", "/svg|", 0], ["solder_link", "/q|", 0],
    ]);
    assert.equal(page.problems.length, 1);
    assert.match(page.problems[0], /^solder: the state of a link is not JSON: /);
  });

  test("a form that is sent by GET is offered as a link with its fields in the address", async () => {
    await open(`<form id=ask action="/p?old=1#y" method=get><input name=q value="a b&amp;\u00e9"><input type=file name=f>
        <textarea name=t></textarea><input type=checkbox name=no><button id=by name=by value=1>b</button>
        <button id=manners formaction="r">r</button><button id=post formmethod=post>p</button><button id=new formtarget=_blank>n</button>
        <button id=other formaction="https://example.org/">o</button><button id=dialog formmethod=dialog>d</button></form>
      <form id=bare method=no><input name=action value=x></form>
      <form id=empty action=/q state='{"s":1}' replace noscroll link></form>
      <form id=external action=/q rel="nofollow external"></form>`);
    await page.fill("textarea", "two\nlines");
    await page.setInputFiles("[name=f]", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    assert.equal(await submit("#by"), false); // offered, and not taken
    await answer({ solder_link: 1 });
    for (const button of ["#by", "#manners"]) assert.equal(await submit(button), true, button);
    for (const button of ["#post", "#new", "#other", "#dialog"]) assert.equal(await submit(button), false, button);
    for (const form of ["#bare", "#empty"]) assert.equal(await submit(null, form), true, form);
    assert.equal(await submit(null, "#external"), false);
    const fields = "q=a+b%26%C3%A9&f=a.txt&t=two%0D%0Alines";
    assert.deepEqual(await log("solder_link"), [
      ["solder_link", `/p?${fields}&by=1#y|`, 0], ["solder_link", `/p?${fields}&by=1#y|`, 0], ["solder_link", `/r?${fields}|`, 0],
      ["solder_link", "/start?action=x#h|", 0], ["solder_link", '/q|{"s":1}', 7],
    ]);
    assert.deepEqual(page.problems, []);
  });

  test("where places stand in the hash, a form's fields go there, and a link to the top leads to that of the place", async () => {
    await open(`<form id=there action="#/teas?old=1#part"><input name=q value="a&amp;$&"></form>
      <form id=here><input name=q value=x></form><form id=empty action="#/teas?old=1"></form><form id=path action="/teas"><input name=q value=x></form>
      <a id=up href="#">up</a>`, "/start#/shown?old=1#row");
    await answer({ solder_link: 1 });
    for (const form of ["#there", "#here", "#empty", "#path"]) assert.equal(await submit(null, form), true, form);
    assert.equal(await click("#up"), true);
    assert.deepEqual((await log("solder_link")).map(([, told]) => told), [
      "/start#/teas?q=a%26%24%26#part|", "/start#/shown?q=x#row|", "/start#/teas|", "/teas?q=x|", "/start#top|",
    ]);
  });

  test("a click on a link that is edited, or on what acts itself in a link, is left alone", async () => {
    await open(`<p contenteditable><a id=edited href=/p>p</a></p><a href=/p><b>b</b><label><i>l</i></label>
      <input type=checkbox><input type=radio><details><summary>s</summary><u>u</u></details></a><label><a id=in href=/p>p</a></label>`);
    await answer({ solder_link: 1 });
    for (const other of ["#edited", "i", "[type=checkbox]", "[type=radio]", "summary"]) assert.equal(await click(other), false, other);
    assert.deepEqual(await log("solder_link"), []);
    for (const link of ["b", "u", "#in"]) assert.equal(await click(link), true, link);
  });

  test("links and forms without a target have that of the document", async () => {
    await open(`<a id=none href=/p>p</a><a id=own href=/p target="">p</a><form id=f></form><form id=self target=_self></form>`);
    await answer({ solder_link: 1 });
    const taken = async () => [await click("#none"), await click("#own"), await submit(null, "#f"), await submit(null, "#self")];
    const set_target = (target) => page.evaluate((target) => {
      document.querySelector("base")?.remove();
      document.head.append(Object.assign(document.createElement("base"), { target }));
    }, target);
    await set_target("_self");
    assert.deepEqual(await taken(), [true, true, true, true]);
    await set_target("_blank");
    assert.deepEqual(await taken(), [false, true, false, true]);
  });

  test("a form whose button is clicked with a key held is the browser's, which shows the place elsewhere", async () => {
    await open("<form><button>b</button></form>");
    await answer({ solder_link: 1 });
    const click_with = (keys) => page.evaluate((keys) => new Promise((done) => {
      addEventListener("submit", (event) => (done(event.defaultPrevented), event.preventDefault()), { once: true });
      document.querySelector("button").dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, composed: true, ...keys }));
    }), keys);
    for (const key of ["metaKey", "ctrlKey", "shiftKey"]) assert.equal(await click_with({ [key]: true }), false, key);
    assert.equal(await click_with({}), true);
  });

  test("an event that is called submit and is none is left alone", async () => {
    await open("<search-box></search-box><form action=/_server?id=a method=post></form><form id=get></form>");
    await answer({ solder_link: 1, solder_submit: 1 });
    await page.evaluate(() => {
      for (const element of document.querySelectorAll("search-box, form"))
        element.dispatchEvent(new CustomEvent("submit", { bubbles: true, cancelable: true }));
    });
    assert.deepEqual([await log("solder_link"), await log("solder_submit"), page.problems], [[], [], []]);
  });

  test("what a form has to say it is asked for once, and not when that is for others", async () => {
    await open(`<form id=get action=/p></form><form id=external rel=external></form><form id=post method=post></form>`);
    await page.evaluate(() => {
      window.asked = [];
      addEventListener("formdata", (event) => asked.push(event.target.id));
    });
    for (const form of ["#get", "#external", "#post"]) await submit(null, form);
    assert.deepEqual(await page.evaluate(() => asked), ["get"]);
  });

  test("a link or form whose event a handler prevented is left alone (L7, L9)", async () => {
    await open(`<a href=/p>p</a><form action=/_server><button>b</button></form>`);
    await page.evaluate(() => {
      for (const name of ["click", "submit"])
        document.getElementById("solder-app").addEventListener(name, (e) => e.preventDefault());
    });
    await click("a");
    await submit("button");
    assert.deepEqual([await log("solder_link"), await log("solder_submit")], [[], []]);
  });

  test("a form is offered with its submitter's overrides and fields (L9, L13, L15)", async () => {
    await open(`<form action="/_server?id=a#x" method=POST>
        <input name=action value="1 &amp; 2"><input name=method value=é><textarea name=text></textarea>
        <input type=file name=file>
        <button id=plain>p</button>
        <button id=own name=by value=own formaction="https://action/z" formmethod=GET formenctype=multipart/form-data>o</button>
        <button id=new formtarget=_blank>n</button>
      </form><form id=bare><button>b</button></form>`);
    await page.fill("textarea", "two\nlines");
    await answer({ solder_submit: 1 });
    assert.equal(await submit("#plain"), true);
    assert.equal(await submit("#own"), true);
    assert.equal(await submit("#new"), false);
    assert.equal(await submit(null, "#bare"), false);
    const fields = "action=1+%26+2&method=%C3%A9&text=two%0D%0Alines&file=";
    assert.deepEqual(await log("solder_submit"), [
      ["solder_submit", `/_server?id=a|post|application/x-www-form-urlencoded||${fields}`],
      ["solder_submit", `https://action/z|get|multipart/form-data||${fields}&by=own`],
    ]);
  });

  test("a form whose handler takes its button away is offered without it", async () => {
    await open("<form action=/_server?id=a method=post><input name=t value=T><button name=b value=B>b</button></form>");
    await answer({ solder_submit: 1 });
    await page.evaluate(() => document.forms[0].addEventListener("submit", () => document.querySelector("button").remove()));
    assert.equal(await submit("button"), true);
    assert.deepEqual(await log("solder_submit"), [["solder_submit", "/_server?id=a|post|application/x-www-form-urlencoded||t=T"]]);
  });

  test("a button that closes a dialog sends nothing, before the start and after it", async () => {
    await open("<dialog open><form action=/_server?id=a method=post><button formmethod=dialog>b</button></form></dialog>");
    await answer({ solder_submit: 1 });
    assert.equal(await submit("button"), false);
    await page.evaluate(() => (window.solderEarly = []));
    assert.equal(await submit("button"), false);
    assert.deepEqual([await log("solder_submit"), await page.evaluate(() => solderEarly)], [[], []]);
  });

  test("a form that C++ does not take, or that would not send its file, is sent by the browser", async () => {
    await open("<form action=/_server method=post><input type=file name=f></form>");
    assert.equal(await submit(null), false);
    await answer({ solder_submit: 1 });
    await page.setInputFiles("input", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    assert.equal(await submit(null), false);
    assert.equal((await log("solder_submit")).length, 1);
  });

  test("files of a form that C++ does not take are not kept", async () => {
    await open("<form action=/_server method=post enctype=multipart/form-data><input type=file name=f></form>");
    await page.setInputFiles("input", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    assert.equal(await submit(null), false);
    await page.evaluate(() => fake.call("fetch", 1, "POST", "/echo", "", '[["f",1]]'));
    await page.waitForFunction(() => fake.log.some(([name]) => name === "solder_fetched"));
    assert.doesNotMatch((await log("solder_fetched"))[0][1], /filename/);
  });

  test("files of a form are told by number, and posted for as long as they are kept", async () => {
    await open(`<form action=/_server method=post enctype=multipart/form-data><input name=t value=T>
      <input type=file name=f multiple><input type=file name=none></form>`);
    await answer({ solder_submit: 1 });
    const file = (name, text) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
    await page.setInputFiles("[name=f]", [file("a&b.txt", "one"), file("é.bin", "")]);
    assert.equal(await submit(null), true);
    assert.deepEqual(await log("solder_submit"), [[
      "solder_submit",
      "/_server|post|multipart/form-data|f=1&a%26b.txt=text%2Fplain&=3&f=2&%C3%A9.bin=text%2Fplain&=0|t=T&none=",
    ]]);
    await page.evaluate(() => {
      fake.call("fetch", 1, "POST", "/echo", "X-One: 1\n", '[["t","T"],["n","1"],["f",1],["f",2]]');
      fake.call("drop_file", 1);
      fake.call("fetch", 2, "POST", "/echo", "X-One: 2\n", '[["f",2]]');
    });
    await page.waitForFunction(() => fake.log.filter(([name]) => name === "solder_fetched").length === 2);
    const replies = (await log("solder_fetched")).sort((a, b) => a[2] - b[2]).map(([, text]) => text);
    const parts = (text) => [...text.matchAll(/Content-Disposition: (.*)\r\n(?:Content-Type: .*\r\n)?\r\n(.*)\r\n/g)]
      .map(([, head, value]) => `${head} = ${value}`);
    assert.match(replies[0], /POST 1 multipart\/form-data; boundary=/);
    assert.deepEqual(parts(replies[0]), [
      'form-data; name="t" = T', 'form-data; name="n" = 1', 'form-data; name="f"; filename="a&b.txt" = one',
      'form-data; name="f"; filename="é.bin" = ',
    ]);
    assert.deepEqual(parts(replies[1]), ['form-data; name="f"; filename="é.bin" = ']);
  });

  test("a form is reset when its submission is done, and not when it failed", async () => {
    await open("<form action=/_server method=post><input name=reset></form>");
    await answer({ solder_submit: 5 });
    await page.fill("input", "kept");
    await submit(null);
    await page.evaluate(() => fake.call("submitted", 5, 0));
    assert.equal(await page.inputValue("input"), "kept");
    await submit(null);
    await page.evaluate(() => fake.call("submitted", 5, 1));
    assert.equal(await page.inputValue("input"), "");
  });

  test("what is typed while a submission is on its way stays when the form is reset, and a signal that follows hears it", async () => {
    await open("");
    await flush(["intern", 0, "bind"], ["define_template", 0, `<form action=/_server method=post enctype=multipart/form-data><input id=a name=elements value=A>
        <textarea id=b></textarea><input id=c><input id=d type=checkbox><input id=f type=file name=f></form>`.replace(/>\s+</g, "><"), 2, ["element", 1], ["element", 2]],
      ["create", 0, 1], ["insert", 0, 1, 2], ["listen", 3, 0, 4], ["listen", 4, 0, 5]);
    await answer({ solder_submit: 5 });
    for (const id of ["a", "b", "c"]) await page.fill(`#${id}`, "sent");
    await page.check("#d");
    await page.setInputFiles("#f", { name: "a.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
    await submit(null);
    await page.fill("#b", "next");
    const before = (await log("solder_event")).length;
    await page.evaluate(() => (fake.call("submitted", 5, 1), new Promise((done) => setTimeout(done, 20))));
    const held = await page.evaluate(() => ["a", "b", "c", "f"].map((id) => document.getElementById(id).value));
    assert.deepEqual([held, await page.isChecked("#d")], [["A", "next", "", ""], false]);
    assert.deepEqual((await log("solder_event")).slice(before).map(([, told, handler]) => `${handler} ${told}`), ["4 A|", "5 next|"]);
    assert.deepEqual(page.problems, []);
  });
});
