package org.sluis.gate;

import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** What can be refused from the bytes of an XML document alone, before the JDK's parser takes its time over them. */
final class XmlBytes {
    /** Mentions of {@code xmlns}: the JDK compares the declarations of one element pair by pair before it shows them. */
    static final int MAX_XMLNS = 5_000;

    private final byte[] utf8;

    XmlBytes(byte[] utf8) {
        this.utf8 = utf8;
    }

    void check() {
        refuseDoctype();
        refuseManyNamespaces();
    }

    /** Only white space, declarations and comments can stand before a DOCTYPE. */
    private void refuseDoctype() {
        int at = 0;
        while (at < utf8.length) {
            if (utf8[at] <= ' ' && utf8[at] >= 0) {
                at++;
            } else if (at(at, "<?")) {
                at = behind("?>", at + 2);
            } else if (at(at, "<!--")) {
                at = behind("-->", at + 4);
            } else if (at(at, "<!DOCTYPE")) {
                throw new Refused(Reason.DOCTYPE_REFUSED, Utf8.place(utf8, at));
            } else {
                return;
            }
        }
    }

    private void refuseManyNamespaces() {
        int found = 0;
        for (int at = behind("xmlns", 0); at < utf8.length; at = behind("xmlns", at)) {
            found++;
            if (found > MAX_XMLNS) {
                throw new Refused(Reason.TOO_MANY_NODES, Utf8.place(utf8, at));
            }
        }
    }

    /** The place behind the next such word, or the end. */
    private int behind(String word, int from) {
        for (int at = from; at < utf8.length; at++) {
            if (at(at, word)) {
                return at + word.length();
            }
        }
        return utf8.length;
    }

    private boolean at(int at, String word) {
        if (utf8.length - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (utf8[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
