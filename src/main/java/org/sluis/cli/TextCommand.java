package org.sluis.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.audit.Ledger;
import org.sluis.canonical.Purpose;
import org.sluis.canonical.Refused;
import org.sluis.canonical.Sha256;
import org.sluis.consent.ConsentTexts;
import org.sluis.database.Transactions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "text",
        description = "Register a text that is put before grantors, in the gateway's own database, as who operates it.")
final class TextCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Mixin
    private Books books = new Books();

    @Option(names = "--purpose", required = true, paramLabel = "P", description = "The purpose it is about.")
    private String purpose = "";

    @Option(
            names = "--version",
            required = true,
            paramLabel = "V",
            description = "What a consent names it by, for instance 2027-1.")
    private String version = "";

    @Option(names = "--file", required = true, paramLabel = "TEXT", description = "The text; only its digest is kept.")
    private Path file = Path.of("");

    @Option(
            names = "--material",
            description = "It differs in substance: from its first day on a yes to an earlier text counts no more.")
    private boolean material;

    @Option(names = "--from", paramLabel = "DAY", description = "Its first day (default: today, UTC).")
    private @Nullable LocalDate from;

    @Option(names = "--tenant", paramLabel = "ID", description = "The controller (default: the only one there is).")
    private @Nullable String tenant;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw wrong("there is no file " + file);
        }
        ConsentTexts.Text text =
                new ConsentTexts.Text(purpose(), version, material, from, Sha256.hex(Files.readAllBytes(file)));
        boolean added = books.with(open -> {
            Transactions transactions = open.database().transactions();
            try (Ledger ledger = Ledger.open(transactions, open.keys(), open.ids())) {
                return new ConsentTexts(ledger, open.clock()).register(controller(open.controllers()), text);
            }
        });
        spec().commandLine()
                .getOut()
                .println((added ? "Registered: " : "On record already: ") + "text " + version + " for " + purpose
                        + ", SHA-256 " + text.digest());
        return Sluis.DONE;
    }

    private String controller(List<String> all) {
        if (tenant == null && all.size() != 1 || tenant != null && !all.contains(tenant)) {
            throw wrong("--tenant must name one of these: " + String.join(", ", all));
        }
        return tenant == null ? all.get(0) : tenant;
    }

    private Purpose purpose() {
        try {
            return new Purpose(purpose);
        } catch (Refused notAnId) {
            throw wrong("--purpose '" + purpose + "' is not the id of a purpose");
        }
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }

    private ParameterException wrong(String what) {
        return new ParameterException(spec().commandLine(), what);
    }
}
