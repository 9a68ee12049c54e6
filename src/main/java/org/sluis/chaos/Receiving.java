package org.sluis.chaos;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.sluis.canonical.Sha256;
import org.sluis.client.ClientKey;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.EnvelopeReader.NotTaken;
import org.sluis.client.EnvelopeReader.Opened;
import org.sluis.client.PublishedKeys;

/**
 * The recipient: opens what is sealed to it, takes nothing late, gives each disclosure one effect however often it comes,
 * and has it on disk before it answers. Told so, it answers some arrivals as recipients do on a bad day.
 */
final class Receiving implements Part.Player {
    static final String JOURNAL = "recipient.ndjson";
    static final String ENVELOPES = "/envelopes";
    /** What every message of the sender holds; a request to erase does not. */
    private static final String PLAN = "\"resourceType\":\"CarePlan\"";

    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int THREADS = 16;

    private final Journal journal;
    private final EnvelopeReader reader;
    private final HttpServer http;
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final Map<String, String> taken = new ConcurrentHashMap<>();
    private final Dice dice;
    private volatile int badPercent;
    private volatile int slowMillis;

    Receiving(Path folder, Setting setting, Clock clock) throws IOException {
        this.journal = new Journal(folder.resolve(JOURNAL));
        this.dice = new Dice(setting.seed());
        this.reader = new EnvelopeReader(
                ClientKey.readOrMakeForEnvelopes(key(folder), Setting.RECIPIENT + "-envelopes-1"),
                Setting.RECIPIENT,
                new PublishedKeys(URI.create(setting.gateway()).resolve("/v1/keys")),
                clock);
        this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), setting.port()), 0);
        http.createContext(ENVELOPES, this::arrives);
        http.setExecutor(threads);
    }

    static Path key(Path folder) {
        return folder.resolve("envelopes.jwk");
    }

    @Override
    public void begin() {
        http.start();
    }

    /** {@code bad PERCENT} answers so many arrivals badly; {@code slow MILLIS} takes that long over each. */
    @Override
    public void told(String line) {
        String[] words = line.split(" ", 2);
        int number = Integer.parseInt(words[1]);
        if (words[0].equals("bad")) {
            badPercent = number;
        } else {
            slowMillis = number;
        }
    }

    private void arrives(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST);
        journal.write(Journal.line("arrival"));
        // One arrival a connection: what breaks on the way breaks one.
        exchange.getResponseHeaders().set("Connection", "close");
        int bad = dice.percent(badPercent) ? dice.below(6) : -1;
        int status =
                switch (bad) {
                    case 0 -> 500;
                    case 1 -> 503;
                    case 2 -> 429;
                    case 3 -> 301;
                    default -> take(body);
                };
        if (status == 503 || status == 429) {
            exchange.getResponseHeaders().set("Retry-After", "1");
        }
        if (status == 301) {
            exchange.getResponseHeaders().set("Location", "http://127.0.0.1:9/elsewhere");
        }
        // Taken, and then an error that is none, or words that mean nothing.
        byte[] words = bad == 5 ? "{\"receipt\":\"of another\"}".getBytes(StandardCharsets.UTF_8) : new byte[0];
        int told = bad == 4 ? 500 : status == 204 && words.length > 0 ? 200 : status;
        exchange.sendResponseHeaders(told, words.length == 0 ? -1 : words.length);
        exchange.getResponseBody().write(words);
        exchange.close();
    }

    private int take(byte[] body) {
        Pause.millis(slowMillis);
        try {
            Opened opened = reader.open(new String(body, StandardCharsets.US_ASCII));
            var line = Journal.line("taken");
            String digest = Sha256.hex(opened.content().getBytes(StandardCharsets.UTF_8));
            String before = taken.putIfAbsent(opened.disclosure(), digest);
            journal.write(line.put("disclosure", opened.disclosure())
                    .put("digest", digest)
                    .put("plan", opened.content().contains(PLAN))
                    .put("effect", before == null));
            return 204;
        } catch (NotTaken refused) {
            journal.write(Journal.line("not-taken").put("status", refused.status()));
            return refused.status();
        }
    }

    @Override
    public void end() throws IOException {
        http.stop(0);
        threads.shutdown();
        journal.close();
    }
}
