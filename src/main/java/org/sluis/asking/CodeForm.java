package org.sluis.asking;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.law.ConsentFact;

/**
 * What a professional posts who has the person before them.
 *
 * @param grantor {@code holder} or {@code child}
 * @param holder the school's own id of the holder; none for the child
 * @param by id of the professional, never a name
 * @param verified how identity was verified, one of the law's ways
 */
public record CodeForm(String grantor, @Nullable String holder, String by, String verified) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    /**
     * @param ways in which identity may have been verified
     * @throws Refused CONSENT_NOT_VALID with every fault
     */
    static CodeForm read(byte[] body, Set<String> ways) {
        CodeForm read = FormReader.read(body, form -> {
            form.only(Set.of("grantor", "holder", "by", "verified"));
            return new CodeForm(
                    form.text("grantor"),
                    form.has("holder") ? form.text("holder") : null,
                    form.text("by"),
                    form.text("verified"));
        });
        List<String> faults = new ArrayList<>();
        boolean child = read.grantor.equals(ConsentFact.CHILD);
        if (!child && !read.grantor.equals(ConsentFact.HOLDER)) {
            faults.add("/grantor:unknown");
        } else if (child != (read.holder == null)) {
            faults.add(child ? "/holder:not-for-the-child" : "/holder:missing");
        }
        if (!ID.matcher(read.by).matches()) {
            faults.add("/by:not-an-id");
        }
        if (!ways.contains(read.verified)) {
            faults.add("/verified:unknown");
        }
        FormReader.refuse(faults);
        return read;
    }

    boolean means(Invitation invitation) {
        return grantor.equals(invitation.grantor()) && Objects.equals(holder, invitation.localId());
    }
}
