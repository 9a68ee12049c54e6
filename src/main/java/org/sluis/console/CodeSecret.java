package org.sluis.console;

import com.google.common.io.BaseEncoding;
import com.google.zxing.BarcodeFormat;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The secret of somebody's codes, as an authenticator app takes it: as text, or as a picture. */
final class CodeSecret {
    private CodeSecret() {}

    /** Base 32 (RFC 4648) in groups of four, for whoever types it. */
    static String written(byte[] secret) {
        return base32(secret).replaceAll("(.{4})(?!$)", "$1 ");
    }

    /** A QR code as an SVG path in units of one module: {@code viewBox} is {@code 0 0 side side}. */
    static Picture picture(String name, byte[] secret) {
        String address = "otpauth://totp/Sluis:" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "?secret="
                + base32(secret) + "&issuer=Sluis";
        try {
            BitMatrix modules = new QRCodeWriter().encode(address, BarcodeFormat.QR_CODE, 0, 0);
            StringBuilder path = new StringBuilder();
            for (int y = 0; y < modules.getHeight(); y++) {
                for (int x = 0; x < modules.getWidth(); x++) {
                    if (modules.get(x, y)) {
                        path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                    }
                }
            }
            return new Picture(modules.getWidth(), path.toString());
        } catch (WriterException tooLong) {
            throw new IllegalStateException("a name of at most 104 characters fits", tooLong);
        }
    }

    record Picture(int side, String path) {}

    private static String base32(byte[] secret) {
        return BaseEncoding.base32().omitPadding().encode(secret);
    }
}
