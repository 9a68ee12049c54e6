package org.sluis;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A certificate for {@code localhost} that nobody trusts who is not told to, made by the JDK's own tool.
 *
 * @param store a PKCS12 file with the key
 * @param pem the certificate alone
 */
public record TestCertificate(Path store, Path pem) {
    public static final String PASSWORD = "waterlee";

    public static TestCertificate in(Path folder) {
        TestCertificate made = new TestCertificate(folder.resolve("localhost.p12"), folder.resolve("certificate.pem"));
        keytool(
                made,
                "-genkeypair",
                "-keyalg EC -groupname secp256r1 -dname CN=localhost -ext san=dns:localhost -validity 2");
        keytool(made, "-exportcert", "-rfc -file " + made.pem());
        return made;
    }

    private static void keytool(TestCertificate made, String what, String how) {
        Stream<String> always = Stream.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                what,
                "-alias",
                "localhost",
                "-keystore",
                made.store().toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD);
        try {
            List<String> command =
                    Stream.concat(always, Arrays.stream(how.split(" "))).toList();
            Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (run.waitFor() != 0) {
                throw new IllegalStateException("no certificate: " + said);
            }
        } catch (IOException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }
}
