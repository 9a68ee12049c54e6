package org.sluis.consent;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.function.Function;
import org.sluis.party.Caller;

/** Reads what is posted to the register, up to a limit; what cannot be read is refused and the attempt recorded. */
public final class Bodies {
    private final Rejections rejections;

    Bodies(Rejections rejections) {
        this.rejections = rejections;
    }

    /** What the form reads from the request's body. @throws org.sluis.canonical.Refused as the form says */
    public <T> T read(Caller caller, HttpServletRequest request, Function<byte[], T> form) throws IOException {
        byte[] body = request.getInputStream().readNBytes(FormReader.LIMIT + 1);
        return rejections.recorded(caller, () -> form.apply(body));
    }
}
