package org.sluis.consent.fhir;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.consent.FormReader;
import org.sluis.party.Caller;

/** The one question that can be asked: the consents of one pupil, by the school's own id, which never stands in an address. */
final class ConsentSearch {
    private static final Set<String> NAMES = Set.of("patient:identifier", "patient.identifier");

    private ConsentSearch() {}

    /**
     * The pupil's id; empty where the identifier is of another system.
     *
     * @param form one parameter, {@code patient:identifier=system|value}, as a form of HTML is sent
     * @throws Refused PARAMETER_NOT_SUPPORTED for any other question: what is not understood must not widen the answer
     */
    static Optional<String> pupil(Caller school, byte[] form) {
        String[] parameter = new String(form, StandardCharsets.UTF_8).split("=", -1);
        if (form.length > FormReader.LIMIT || parameter.length != 2 || !NAMES.contains(decoded(parameter[0]))) {
            throw notSupported();
        }
        String[] identifier = decoded(parameter[1]).split("(?<!\\\\)\\|", -1);
        if (identifier.length != 2 || identifier[1].isEmpty() || identifier[1].indexOf('\0') >= 0) {
            throw notSupported();
        }
        return identifier[0].equals(Pcf.pupilsOf(school))
                ? Optional.of(identifier[1].replaceAll("\\\\([\\\\|,$])", "$1")) // FHIR R4, 3.1.1.4.0.1
                : Optional.empty();
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            throw notSupported();
        }
    }

    private static Refused notSupported() {
        return new Refused(Reason.PARAMETER_NOT_SUPPORTED, "patient:identifier");
    }
}
