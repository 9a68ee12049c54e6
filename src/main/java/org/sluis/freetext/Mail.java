package org.sluis.freetext;

/** Addresses of e-mail, also with blanks around the at sign: something before it and a domain with a full stop behind. */
record Mail(String kind) implements Detector {
    private static final int LONGEST_LOCAL = 64;
    private static final int LONGEST_DOMAIN = 253;

    @Override
    public void look(Text text, Known known, Passages found) {
        for (int at = 0; at < text.length(); at++) {
            if (text.at(at) == '@') {
                int start = start(text, at);
                int end = end(text, at + 1);
                if (start < at && end > at) {
                    found.add(text.from(start), text.to(end), kind);
                }
            }
        }
    }

    private static int start(Text text, int at) {
        int before = at > 0 && text.at(at - 1) == ' ' ? at - 1 : at;
        int start = before;
        while (start > 0 && before - start < LONGEST_LOCAL && ofLocal(text.at(start - 1))) {
            start--;
        }
        return start == before ? at : start;
    }

    /** Behind the last label of the domain; 0 when there is no full stop in it. */
    private static int end(Text text, int behind) {
        int start = behind < text.length() && text.at(behind) == ' ' ? behind + 1 : behind;
        int end = 0;
        boolean dotted = false;
        for (int i = start; i < text.length() && i - start < LONGEST_DOMAIN; i++) {
            char c = text.at(i);
            if (Character.isLetterOrDigit(c)) {
                end = dotted ? i + 1 : 0;
            } else if (c == '.' && i > start) {
                dotted |= i + 1 < text.length() && Character.isLetterOrDigit(text.at(i + 1));
            } else if (c != '-') {
                break;
            }
        }
        return end;
    }

    private static boolean ofLocal(char c) {
        return Character.isLetterOrDigit(c) || "._%+-".indexOf(c) >= 0;
    }
}
