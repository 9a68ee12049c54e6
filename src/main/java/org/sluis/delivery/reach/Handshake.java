package org.sluis.delivery.reach;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the certificate that a server really presents: a TLS handshake as a sender makes it, the chain, its period and the
 * name of the host verified (RFC 2818), and then nothing is sent. No certificate of ours is offered. Takes six seconds at most.
 */
final class Handshake {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final int HTTPS = 443;

    private final X509ExtendedTrustManager trust;
    private final Clock clock;

    /** @param trust whose issuers count; whether a period has ended is for the JVM's own time, as it is for a sender */
    Handshake(X509ExtendedTrustManager trust, Clock clock) {
        this.trust = trust;
        this.clock = clock;
    }

    /** The trust that the senders go by: the JVM's, or what {@code javax.net.ssl.trustStore} names instead. */
    static X509ExtendedTrustManager jvm() throws GeneralSecurityException {
        return of(null);
    }

    /** @param issuers whose issuers count; null for the JVM's */
    static X509ExtendedTrustManager of(@Nullable KeyStore issuers) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(issuers);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** @param address an https address; of it the host and the port are used */
    Presented with(URI address) {
        Witnessed seen = new Witnessed(trust);
        Condition otherwise = Condition.UNSEEN;
        try (Socket socket = new Socket()) {
            String host = address.getHost();
            int port = address.getPort() < 0 ? HTTPS : address.getPort();
            socket.connect(new InetSocketAddress(unbracketed(host), port), Math.toIntExact(PATIENCE.toMillis()));
            // A time-out of the socket is for each read: a handshake that drips would never end.
            CompletableFuture.delayedExecutor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(() -> close(socket));
            otherwise = Condition.NO_TLS;
            shake(seen, socket, unbracketed(host), port);
        } catch (UnknownHostException | SocketTimeoutException | SocketException noAnswer) {
            otherwise = Condition.UNSEEN;
        } catch (IOException refused) {
            // What was seen before that, or that there was nothing to see, is what counts.
        }
        X509Certificate[] chain = seen.chain();
        return chain == null ? Presented.none(otherwise) : Presented.of(seen.condition(), chain, clock.instant());
    }

    private static void shake(Witnessed seen, Socket socket, String host, int port) throws IOException {
        try (SSLSocket tls = (SSLSocket) context(seen).getSocketFactory().createSocket(socket, host, port, true)) {
            SSLParameters named = tls.getSSLParameters();
            named.setEndpointIdentificationAlgorithm("HTTPS");
            tls.setSSLParameters(named);
            tls.startHandshake();
        }
    }

    /** One for each handshake: nothing is resumed, for then no certificate is presented. */
    private static SSLContext context(Witnessed seen) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {seen}, null);
            return context;
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static String unbracketed(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            throw new UncheckedIOException(alreadyBroken);
        }
    }
}
