"""include_order.py finds what it is there to find."""

import tempfile
import unittest
from pathlib import Path

from include_order import complaints

LAYERS = "# lowest first\ncore\nquery\nclient server\n"


def found(files):
    """The complaints about a tree made of {path: text}."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        for path, text in {"cmake/layers.txt": LAYERS, **files}.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text)
        return list(complaints(root))


class IncludeOrder(unittest.TestCase):
    def test_lets_a_layer_include_itself_and_lower_ones(self):
        self.assertEqual(found({"src/query/a.cpp": "#include <vector>\n"
                                                   "#include <solder/query/a.hpp>\n"
                                                   "#include <solder/core/error.hpp>\n"}), [])

    def test_names_file_line_and_both_layers_of_an_upward_include(self):
        self.assertEqual(found({"include/solder/core/a.hpp": "\n  #  include <solder/query/b.hpp>\n"}),
                         ["include/solder/core/a.hpp:2: includes solder/query/b.hpp: "
                          "layer 'core' must know nothing of 'query'"])

    def test_refuses_layers_of_one_line_to_each_other(self):
        self.assertEqual(len(found({"src/client/a.cpp": "#include <solder/server/b.hpp>\n"})), 1)

    def test_counts_a_gathering_header_as_its_layer(self):
        self.assertEqual(len(found({"src/core/a.cpp": "#include <solder/query.hpp>\n"})), 1)
        self.assertEqual(found({"include/solder/query.hpp": "#include <solder/query/a.hpp>\n"}), [])

    def test_follows_quoted_includes(self):
        self.assertEqual(found({"src/core/a.cpp": '#include "../query/b.hpp"\n', "src/query/b.hpp": ""}),
                         ["src/core/a.cpp:1: includes ../query/b.hpp: layer 'core' must know nothing of 'query'"])
        self.assertEqual(found({"src/query/a.cpp": '#include "b.hpp"\n', "src/query/b.hpp": ""}), [])

    def test_refuses_public_headers_that_reach_into_src(self):
        self.assertEqual(len(found({"include/solder/core/a.hpp": '#include "../../../src/core/b.hpp"\n',
                                    "src/core/b.hpp": ""})), 1)

    def test_refuses_folders_that_are_not_in_the_list(self):
        self.assertEqual(len(found({"src/misc/a.cpp": ""})), 1)


if __name__ == "__main__":
    unittest.main()
