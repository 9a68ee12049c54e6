package org.sluis.consent;

import java.util.Set;
import java.util.function.Function;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;

/** Reads what is posted to ask something. */
public final class Posted {
    private Posted() {}

    /** @throws Refused PARAMETER_NOT_SUPPORTED with every fault as a pointer and a code, or what the gate refuses */
    public static <T> T read(byte[] body, Function<FormReader, T> reading) {
        try {
            return FormReader.read(body, reading);
        } catch (Refused refused) {
            throw refused.reason() == Reason.CONSENT_NOT_VALID
                    ? new Refused(Reason.PARAMETER_NOT_SUPPORTED, refused.where(), Set.of())
                    : refused;
        }
    }
}
