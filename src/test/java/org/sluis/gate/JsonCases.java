package org.sluis.gate;

import java.util.ArrayList;
import java.util.List;

/** Small JSON documents and what becomes of them at the gate. */
final class JsonCases {
    private static final String PASSES = "passes";
    private static final String BROKEN = "not-well-formed";
    private static final String TWICE = "duplicate-key";
    private static final String NUMBER = "number-too-long";
    private static final String CHARACTER = "not-utf8";

    /** One row of the table. */
    record Case(String expected, String document) {
        @Override
        public String toString() {
            return expected + " " + document.replaceAll("\\p{Cntrl}", "?");
        }
    }

    private JsonCases() {}

    static List<Case> all() {
        List<Case> all = new ArrayList<>();
        add(
                all,
                PASSES,
                "{}",
                " \t\r\n{ } \n",
                "{\"a\":[]}",
                "{\"a\":{}}",
                "{\"\":0}",
                "{\"a\":null}",
                "{\"a\":true,\"b\":false}",
                "{\"a\":\"\"}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"a\":\"\\u0041\\u00e9\\u20AC\"}",
                "{\"a\":\"\\ud83d\\ude00\"}",
                "{\"\\ud83d\\ude00\":1}",
                "{\"a\":\"\ud83d\ude00 \u20ac \u00e9\"}",
                "{\"a\":\"\u2028\u2029\"}",
                "{\"a\":\"\u007f\"}",
                "{\"a\":\"\\u0001\"}",
                "{\"a\":\"\\\\ud800\"}",
                "{\"a\":\"/* no comment */ // none\"}",
                "{\"a\":0}",
                "{\"a\":-0}",
                "{\"a\":-0.0}",
                "{\"a\":12}",
                "{\"a\":1.50}",
                "{\"a\":1e5}",
                "{\"a\":1E+5}",
                "{\"a\":1e-05}",
                "{\"a\":0e1}",
                "{\"a\":1e0000000000000000000000000030}",
                "{\"a\":18446744073709551616}",
                "{\"a\":{\"a\":{\"a\":1}}}",
                "{\"a\":[{\"b\":1},{\"b\":1}]}",
                "{\"a\":1,\"A\":2,\"\u00e1\":3}",
                "{\"a\":[[],[[]],{}]}");
        add(
                all,
                BROKEN,
                " ",
                "\n\n",
                "[]",
                "[{}]",
                "\"a\"",
                "1",
                "null",
                "true",
                "{",
                "}",
                "{]",
                "{}}",
                "{}]",
                "{}{}",
                "{} {}",
                "{},",
                "{}1",
                "{} null",
                "{}#",
                "{} // end",
                "/* start */{}",
                "{/**/}",
                "# yaml\n{}",
                "{,}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\" 1}",
                "{\"a\":1,}",
                "{\"a\":1,,\"b\":2}",
                "{\"a\":1 \"b\":2}",
                "{\"a\"::1}",
                "{\"a\",1}",
                "{a:1}",
                "{'a':1}",
                "{1:1}",
                "{null:1}",
                "{\"a\":'b'}",
                "{\"a\":b}",
                "{\"a\":\"b}",
                "{\"a\":\"b\"",
                "{\"a\":[1,2}",
                "{\"a\":[1,2",
                "{\"a\":[1,]}",
                "{\"a\":[,1]}",
                "{\"a\":[1,,2]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}]",
                "{\"a\":True}",
                "{\"a\":tru}",
                "{\"a\":truee}",
                "{\"a\":nul}",
                "{\"a\":undefined}",
                "{\"a\":NaN}",
                "{\"a\":Infinity}",
                "{\"a\":-Infinity}",
                "{\"a\":+1}",
                "{\"a\":01}",
                "{\"a\":-01}",
                "{\"a\":-}",
                "{\"a\":--1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":-.5}",
                "{\"a\":5.e1}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":1e1.5}",
                "{\"a\":1.2.3}",
                "{\"a\":0x1F}",
                "{\"a\":1_000}",
                "{\"a\":1 000}",
                "{\"a\":1a}",
                "{\"a\":\uff11}",
                "{\"a\":\"\t\"}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\u001f\"}",
                "{\"a\n\":1}",
                "{\"a\":\"\\x41\"}",
                "{\"a\":\"\\'\"}",
                "{\"a\":\"\\u00\"}",
                "{\"a\":\"\\u00G0\"}",
                "{\"a\":\"\\U0041\"}",
                "{\"a\":\"\\\u00e9\"}",
                "{\"a\":\"\\",
                "{\"a\":\"\\u",
                "{\u00a0\"a\":1}",
                "{\u000b\"a\":1}",
                "\f{}",
                "{\u2028}",
                "{}\u0001",
                "callback({})",
                "{\"\\ud800\":1}", // in a name Jackson finds the half character before we do
                "{\"\\udc00\":1}",
                "{\"a\":1}\n{\"a\":2}");
        add(
                all,
                TWICE,
                "{\"a\":1,\"a\":1}",
                "{\"a\":1,\"b\":2,\"a\":3}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":[{\"b\":1,\"c\":1,\"d\":1,\"b\":2}]}",
                "{\"a\":1,\"\\u0061\":2}",
                "{\"\":1,\"\":2}",
                "{\"a\":{},\"b\":[],\"c\":{},\"a\":null}");
        add(
                all,
                NUMBER,
                "{\"a\":1e31}",
                "{\"a\":1e-31}",
                "{\"a\":0e99999}",
                "{\"a\":[1,2,1E400]}",
                "{\"a\":-1e1000000000000}",
                "{\"a\":0.000000000000000000000000000000001}");
        add(
                all,
                CHARACTER,
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\udc00\"}",
                "{\"a\":\"\\ud800x\"}",
                "{\"a\":\"\\ud800\\ud800\\udc00\"}",
                "{\"a\":\"\\ude00\\ud83d\"}",
                "{\"a\":\"\\uD83D\\u0041\"}",
                "{\"a\":\"\\u0000\"}",
                "{\"\\u0000\":1}",
                "{\"a\":\"\u0000\"}",
                "{}\u0000",
                "\ufeff{}");
        return all;
    }

    private static void add(List<Case> all, String expected, String... documents) {
        for (String document : documents) {
            all.add(new Case(expected, document));
        }
    }
}
