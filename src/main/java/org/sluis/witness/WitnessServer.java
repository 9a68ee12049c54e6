package org.sluis.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sluis.canonical.Ids;
import org.sluis.keys.Ed25519Signer;
import org.sluis.witness.Witness.Answer;

/** The witness over HTTP: {@code POST /add-checkpoint}. TLS is the task of whatever stands before it. */
public final class WitnessServer implements AutoCloseable {
    private static final int MOST_BYTES = 65_536;
    private static final int THREADS = 4;
    private static final Logger LOG = LoggerFactory.getLogger(WitnessServer.class);

    private final Cosigned cosigned;
    private final Witness witness;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /**
     * @param folder for its key and what it cosigned; made where there is none
     * @param name of the witness: an address without a scheme, say
     * @param logs the verifier keys of the logs it is a witness of, asked each time
     * @throws IllegalStateException when another process holds the folder
     */
    public WitnessServer(
            Path folder, String name, InetSocketAddress address, Supplier<List<String>> logs, Ids ids, Clock clock)
            throws IOException {
        if (!name.matches("[a-z0-9./-]{1,100}")) {
            throw new IllegalArgumentException("not a name for a witness: " + name);
        }
        cosigned = new Cosigned(folder);
        witness = new Witness(name, Ed25519Signer.kept(folder, "witness", ids), logs, cosigned, clock);
        http = HttpServer.create(address, 0);
        http.createContext("/", this::answer);
        http.setExecutor(threads);
        http.start();
    }

    /** Its verifier key, for the logs and for whoever verifies them. */
    public String key() {
        return witness.key().text();
    }

    public int port() {
        return http.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        Answer answer;
        if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
            answer = new Answer(404, "POST /add-checkpoint\n");
        } else if (!exchange.getRequestMethod().equals("POST")) {
            answer = new Answer(405, "POST /add-checkpoint\n");
        } else {
            byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
            answer = body.length > MOST_BYTES ? new Answer(413, "too long\n") : asked(new String(body, UTF_8));
        }
        byte[] said = answer.body().getBytes(UTF_8);
        boolean size = answer.status() == 409;
        exchange.getResponseHeaders().set("Content-Type", size ? "text/x.tlog.size" : "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(answer.status(), said.length);
        exchange.getResponseBody().write(said);
        exchange.close();
    }

    private Answer asked(String request) {
        try {
            return witness.addCheckpoint(request);
        } catch (UncheckedIOException notKept) {
            LOG.error("not cosigned: {}", notKept.getMessage());
            return new Answer(500, "cannot keep what it cosigns\n");
        }
    }

    @Override
    public void close() throws IOException {
        http.stop(0);
        threads.shutdown();
        cosigned.close();
    }
}
