package org.sluis.gate;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/**
 * What an author says of passages of one kind in one text: they may stand, for this reason. Whether that counts is for
 * the policy and the earlier hold to say.
 *
 * @param element the element's id
 * @param index which repeat of its group, from 0
 * @param kind of the passages
 * @param reason the code of the reason
 */
public record Attestation(String element, int index, String kind, String reason) {
    private static final String ID = "[a-z][a-z0-9-]{0,39}";
    private static final Pattern FORM =
            Pattern.compile("([a-z]+\\.[a-zA-Z0-9]{1,60})\\[([0-9]{1,3})] (" + ID + ")=(" + ID + ")");

    /** Written as {@code goal.description[1] name=fictional}, and not otherwise. */
    static Attestation of(String written) {
        Matcher form = FORM.matcher(written);
        if (!form.matches()) {
            throw new Refused(Reason.HEADER_NOT_VALID, Replacing.ATTEST);
        }
        return new Attestation(form.group(1), Integer.parseInt(form.group(2)), form.group(3), form.group(4));
    }

    /** The element and its repeat, as {@code goal.description[1]}. */
    public String place() {
        return element + "[" + index + "]";
    }

    @Override
    public String toString() {
        return place() + " " + kind + "=" + reason;
    }
}
