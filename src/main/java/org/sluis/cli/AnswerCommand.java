package org.sluis.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sluis.client.GatewayClient.Answer;
import org.sluis.client.OpenDoor;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What a person does who got a code: read what is asked, and say yes or no to each. Nothing is sent before the last answer. */
@Command(
        name = "answer",
        description = "Answer with a code that was handed to you: reads what is asked, and a yes or a no to each part.")
final class AnswerCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--gateway",
            paramLabel = "URL",
            defaultValue = "http://localhost:8080",
            description = "Where the gateway is (default: ${DEFAULT-VALUE}).")
    private URI gateway = URI.create("http://localhost:8080");

    @Option(
            names = "--code-file",
            paramLabel = "FILE",
            description = "A file that holds the code (default: it is asked for).")
    private @Nullable Path codeFile;

    @Option(
            names = "--language",
            paramLabel = "nl|en",
            defaultValue = "nl",
            description = "Of the words that are shown (default: ${DEFAULT-VALUE}).")
    private String language = "nl";

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (gateway.getHost() == null) {
            throw wrong("--gateway is not an address such as http://localhost:8080");
        } else if (codeFile != null && !Files.isRegularFile(codeFile)) {
            throw wrong("there is no file " + codeFile);
        }
        BufferedReader typed = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Saying saying = new Saying(out());
        OpenDoor door = new OpenDoor(gateway);
        ObjectNode form = JsonNodeFactory.instance.objectNode();
        form.put("code", (codeFile == null ? ask(typed, "Code: ") : Files.readString(codeFile)).strip());
        Answer sheet = door.post("v1/answers/open", bytes(form));
        if (!sheet.ok()) {
            return saying.told(sheet, "");
        }
        for (JsonNode question : sheet.body().path("questions")) {
            ObjectNode answer = form.withArray("answers")
                    .addObject()
                    .put("question", question.path("question").asInt());
            ObjectNode categories = answer.putObject("categories");
            saying.print("");
            saying.print(question.path("from").asText() + " -> "
                    + question.path("to").asText() + said(", over ", ", about ")
                    + word(sheet.body().path("about")) + ", "
                    + question.path("period").path("from").asText() + " - "
                    + question.path("period").path("until").asText() + ":");
            saying.print(word(question.path("purpose")));
            for (JsonNode category : question.path("categories")) {
                String needed = category.path("needed").asBoolean()
                        ? said(" (anders gaat er niets)", " (without it nothing goes)")
                        : "";
                categories.put(category.path("category").asText(), yesOrNo(typed, word(category) + needed));
            }
        }
        return saying.told(
                door.post("v1/answers", bytes(form)), said("Uw antwoord is vastgelegd.", "Your answer is on record."));
    }

    private String yesOrNo(BufferedReader typed, String what) throws IOException {
        while (true) {
            switch (ask(typed, "  " + what + said(": ja of nee? ", ": yes or no? "))
                    .strip()
                    .toLowerCase(Locale.ROOT)) {
                case "yes", "y", "ja", "j" -> {
                    return "yes";
                }
                case "no", "n", "nee" -> {
                    return "no";
                }
                default -> out().println(said("  Typ ja of nee.", "  Please type yes or no."));
            }
        }
    }

    /** @throws IOException when there is nobody to type: then nothing is answered */
    private String ask(BufferedReader typed, String question) throws IOException {
        out().print(question);
        out().flush();
        String line = typed.readLine();
        if (line == null) {
            throw new IOException("nothing was typed; nothing was answered");
        }
        return line;
    }

    private String word(JsonNode label) {
        return label.path(language.equals("en") ? "en" : "nl").asText();
    }

    private String said(String nl, String en) {
        return language.equals("en") ? en : nl;
    }

    private PrintWriter out() {
        return command().commandLine().getOut();
    }

    private ParameterException wrong(String what) {
        return new ParameterException(command().commandLine(), what);
    }

    private CommandSpec command() {
        if (spec == null) {
            throw new IllegalStateException("picocli sets it");
        }
        return spec;
    }

    private static byte[] bytes(ObjectNode form) {
        return form.toString().getBytes(StandardCharsets.UTF_8);
    }
}
