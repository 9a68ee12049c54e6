package org.sluis.demo;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.sluis.client.EnvelopeReader;
import org.sluis.client.EnvelopeReader.NotTaken;
import org.sluis.client.EnvelopeReader.Opened;

/** Where the care system takes envelopes: opened, found in time, and handed to its own FHIR interface; 410 when late. */
final class EnvelopeDoor extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int LARGEST = 8 * 1024 * 1024;

    private final transient EnvelopeReader reader;
    private final transient FrontDesk desk;
    private final transient Supplier<String> fhir;
    private final transient HttpClient http = HttpClient.newHttpClient();

    EnvelopeDoor(EnvelopeReader reader, FrontDesk desk, Supplier<String> fhir) {
        this.reader = reader;
        this.desk = desk;
        this.fhir = fhir;
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (desk.closed()) {
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST);
        try {
            response.setStatus(store(reader.open(new String(body, StandardCharsets.US_ASCII))));
        } catch (NotTaken refused) {
            response.setStatus(refused.status());
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private int store(Opened opened) throws IOException, InterruptedException {
        HttpRequest post = HttpRequest.newBuilder(URI.create(fhir.get()))
                .header("Content-Type", opened.contentType())
                .POST(HttpRequest.BodyPublishers.ofString(opened.content()))
                .build();
        return http.send(post, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
}
