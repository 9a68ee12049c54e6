package org.sluis.consent;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.UUID;
import java.util.function.Function;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.party.Caller;

/** Reads what is posted to the register, up to a limit; what cannot be read is refused and the attempt recorded. */
public final class Bodies {
    private final Rejections rejections;

    Bodies(Rejections rejections) {
        this.rejections = rejections;
    }

    /** @throws Refused what the form refuses; a body over the limit is read as far as the limit only */
    public <T> T read(Caller caller, HttpServletRequest request, Function<byte[], T> form) throws IOException {
        return read(caller, request, FormReader.LIMIT, form);
    }

    /** The same with a limit of its own, in bytes: one byte more is read at most. */
    public <T> T read(Caller caller, HttpServletRequest request, int limit, Function<byte[], T> form)
            throws IOException {
        byte[] body = request.getInputStream().readNBytes(limit + 1);
        return rejections.recorded(caller, () -> form.apply(body));
    }

    /** @throws Refused NOT_FOUND for whatever is no id: it is not there */
    public static UUID id(String text) {
        try {
            UUID id = UUID.fromString(text);
            if (id.toString().equals(text)) {
                return id;
            }
        } catch (IllegalArgumentException notAnId) {
            throw new Refused(Reason.NOT_FOUND);
        }
        throw new Refused(Reason.NOT_FOUND);
    }
}
