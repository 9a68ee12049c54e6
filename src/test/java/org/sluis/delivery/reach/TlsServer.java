package org.sluis.delivery.reach;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.sluis.TestAuthority.Issued;

/** A TLS server on a free port that presents what it is given, and counts what it is told after a handshake. */
final class TlsServer implements AutoCloseable {
    private final SSLServerSocket listening;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    TlsServer(Issued presents, String... protocols) throws IOException, GeneralSecurityException {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(presents.store(), new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        listening = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getByName("localhost"));
        if (protocols.length > 0) {
            listening.setEnabledProtocols(protocols);
            listening.setNeedClientAuth(true);
        }
        Thread accepting = new Thread(this::accept, "tls-server");
        accepting.setDaemon(true);
        accepting.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try (Socket socket = listening.accept()) {
                connections.incrementAndGet();
                while (socket.getInputStream().read() >= 0) {
                    bytes.incrementAndGet();
                }
            } catch (IOException refused) {
                // The other side did not like what it saw, or this server is closed.
            }
        }
    }

    URI at() {
        return URI.create("https://localhost:" + listening.getLocalPort() + "/in");
    }

    int connections() {
        return connections.get();
    }

    /** What it was told beside handshakes. */
    int bytes() {
        return bytes.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
