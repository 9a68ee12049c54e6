package org.sluis.policy.papers;

/** How values are written in one form of paper, so that none of them can be anything but a value there. */
interface Form {

    /** One value, or a list of them. It passes here whichever way a template names it. */
    String value(Object value);

    /** The whole paper, held against what its form asks. @param template for whoever has to mend it */
    String whole(String template, String written);

    /** The form that a file of this name has. */
    static Form of(String file) {
        return file.endsWith(".csv") ? new Table() : new Markdown();
    }
}
