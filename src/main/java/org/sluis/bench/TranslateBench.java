package org.sluis.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.Dictionary;
import org.sluis.connector.Connectors;
import org.sluis.connector.Fixtures;
import org.sluis.connector.ReadMapping;
import org.sluis.connector.WriteMapping;
import org.xml.sax.SAXException;

/**
 * How long it takes one thread to read a message of each format into elements, and to write one of elements: the longest
 * example of each, and an OSO dossier of 137 KB, which is nearly all documents. Beside each that is read stands, in turn, the
 * tree of a plain parser, which looks for nothing and checks nothing.
 */
public final class TranslateBench {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int DOSSIER_BYTES = 137 * 1024;
    private static final int AIM = 200;
    private static final int ROUNDS = 3;
    /** What a document of a dossier is carried as. */
    private static final Pattern DOCUMENT = Pattern.compile("(?<=>)[A-Za-z0-9+/=]{32,}(?=<)");

    private final Connectors connectors;
    private final long nanos;
    private final Consumer<String> tell;

    /** @param sink takes what came of it, so that nothing of it can be left out */
    private record Task(
            String way,
            String name,
            int bytes,
            Consumer<Object[]> sink,
            @Nullable Runnable rival) {}

    private record Speed(double perSecond, double rival, long asked) {}

    private TranslateBench(Connectors connectors, double seconds, Consumer<String> tell) {
        this.connectors = connectors;
        this.nanos = (long) (seconds * TimeUnit.SECONDS.toNanos(1));
        this.tell = tell;
    }

    /**
     * Measures, a line each, and the dossier last.
     *
     * @param seconds that a round takes; the best of three counts
     * @return whether the dossier reaches its aim
     */
    public static boolean run(Path home, double seconds, Consumer<String> tell) {
        Fixtures fixtures = new Fixtures(
                home.resolve("routes/connectors"),
                home.resolve("test-fixtures/connectors"),
                Dictionary.load(home.resolve("consent-policies/dictionary.yaml")));
        return new TranslateBench(fixtures.connectors(), seconds, tell).run(fixtures.longest());
    }

    private boolean run(List<Fixtures.Example> examples) {
        tell.accept(String.format(
                Locale.ROOT,
                "%-4s %-12s %10s %12s %9s %14s %s",
                "way",
                "format",
                "bytes",
                "a second",
                "MB/s",
                "bytes asked",
                "beside a plain tree of it"));
        List<Task> tasks = new ArrayList<>();
        for (Fixtures.Example example : examples) {
            byte[] message = example.message();
            tasks.add(message == null ? writing(example) : reading(example.connector(), message));
        }
        tasks.forEach(task -> line(task, measured(task)));
        byte[] oso = examples.stream()
                .filter(each -> each.connector().equals("oso") && each.message() != null)
                .map(Fixtures.Example::message)
                .findFirst()
                .orElseThrow();
        Task dossier = reading("oso", grown(oso, DOSSIER_BYTES));
        Speed one = measured(dossier);
        line(dossier, one);
        Speed twice = measured(reading("oso", grown(oso, 2 * DOSSIER_BYTES)));
        tell.accept(String.format(
                Locale.ROOT,
                "translate: an OSO dossier of 137 KB %.0f/s on one core (aim: %d), %d KB asked, %d KB of one twice as long",
                one.perSecond(),
                AIM,
                one.asked() / 1024,
                twice.asked() / 1024));
        return one.perSecond() >= AIM;
    }

    private Task reading(String connector, byte[] message) {
        ReadMapping mapping = connectors.in(connector);
        return new Task(
                "in", connector, message.length, sink -> sink[0] = mapping.read(message), rival(mapping, message));
    }

    private Task writing(Fixtures.Example example) {
        WriteMapping mapping = connectors.out(example.connector());
        int bytes = mapping.render(example.elements()).bytes().length;
        return new Task("out", example.connector(), bytes, sink -> sink[0] = mapping.render(example.elements()), null);
    }

    private static @Nullable Runnable rival(ReadMapping mapping, byte[] message) {
        return switch (mapping.form()) {
            case JSON ->
                () -> {
                    try {
                        JSON.readTree(message);
                    } catch (IOException wrong) {
                        throw new IllegalStateException(wrong);
                    }
                };
            case XML ->
                () -> {
                    try {
                        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
                        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
                        factory.newDocumentBuilder().parse(new ByteArrayInputStream(message));
                    } catch (ParserConfigurationException | SAXException | IOException wrong) {
                        throw new IllegalStateException(wrong);
                    }
                };
            case FORM, CSV -> null;
        };
    }

    private Speed measured(Task task) {
        Object[] sink = new Object[1];
        Runnable ours = () -> task.sink().accept(sink);
        Runnable rival = task.rival();
        double best = 0;
        double beside = 0;
        rate(ours);
        if (rival != null) {
            rate(rival);
        }
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.max(best, rate(ours));
            beside = rival == null ? 0 : Math.max(beside, rate(rival));
        }
        long before = asked();
        ours.run();
        return new Speed(best, beside, asked() - before);
    }

    private double rate(Runnable task) {
        long began = System.nanoTime();
        long done = 0;
        while (System.nanoTime() - began < nanos) {
            task.run();
            done++;
        }
        return done * 1e9 / (System.nanoTime() - began);
    }

    private static long asked() {
        return THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private void line(Task task, Speed speed) {
        tell.accept(String.format(
                Locale.ROOT,
                "%-4s %-12s %10d %12.0f %9.1f %14d %s",
                task.way(),
                task.name(),
                task.bytes(),
                speed.perSecond(),
                speed.perSecond() * task.bytes() / 1e6,
                speed.asked(),
                speed.rival() == 0 ? "" : String.format(Locale.ROOT, "%.2f times", speed.perSecond() / speed.rival())));
    }

    /** The dossier with a document of that length in the place of its first. */
    private static byte[] grown(byte[] dossier, int bytes) {
        String text = new String(dossier, StandardCharsets.UTF_8);
        byte[] content = new byte[Math.max(0, bytes - dossier.length) / 4 * 3];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) Dice.scattered(i, 256);
        }
        String document = Base64.getEncoder().encodeToString(content);
        return DOCUMENT.matcher(text).replaceFirst(document).getBytes(StandardCharsets.UTF_8);
    }
}
