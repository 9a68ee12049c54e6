package org.sluis;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.dstu3.model.Bundle;

/** A care system that speaks STU3: plain HTTP, HAPI's STU3 parser, and whatever is not valid base STU3 is refused. */
public final class Stu3Server implements AutoCloseable {
    private static final FhirContext STU3 = FhirContext.forDstu3();
    private static final FhirValidator VALIDATOR = validator(STU3);

    private final HttpServer http;
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();

    public Stu3Server(String sample) throws IOException {
        errors(sample); // seconds, the first time, and a sender waits for no more than ten
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/fhir", this::take);
        http.start();
    }

    public String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort() + "/fhir";
    }

    /** What came and was valid. */
    public List<String> taken() {
        return taken;
    }

    /** What was wrong with what was not. */
    public List<String> refused() {
        return refused;
    }

    /** What is not valid about it. */
    public static List<String> errors(String resource) {
        return errors(VALIDATOR, resource);
    }

    /** The same, to this validator. */
    public static List<String> errors(FhirValidator validator, String resource) {
        return validator.validateWithResult(resource).getMessages().stream()
                .filter(message -> message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal())
                .map(SingleValidationMessage::toString)
                .toList();
    }

    /** Of base FHIR of this version, from local packages only. */
    public static FhirValidator validator(FhirContext version) {
        IValidationSupport base = new ValidationSupportChain(
                new DefaultProfileValidationSupport(version),
                new CommonCodeSystemsTerminologyService(version),
                new InMemoryTerminologyServerValidationSupport(version));
        FhirInstanceValidator instance = new FhirInstanceValidator(base);
        instance.setNoExtensibleWarnings(true);
        return version.newValidator().registerValidatorModule(instance);
    }

    private void take(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        List<String> wrong = errors(body);
        refused.addAll(wrong);
        if (wrong.isEmpty()) {
            STU3.newJsonParser().parseResource(Bundle.class, body);
            taken.add(body);
        }
        byte[] answer = (wrong.isEmpty()
                        ? "{\"resourceType\":\"Bundle\",\"type\":\"transaction-response\"}"
                        : "{\"resourceType\":\"OperationOutcome\"}")
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/fhir+json");
        exchange.sendResponseHeaders(wrong.isEmpty() ? 200 : 422, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
