package org.sluis.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.rest.server.RestfulServer;
import ca.uhn.fhir.rest.server.interceptor.RequestValidatingInterceptor;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.sluis.client.EnvelopeReader;

/**
 * The care side of the demo and of the tests: an ordinary FHIR R4 server, HAPI's {@code RestfulServer}, that validates
 * every request and refuses what is not valid. It knows nothing of Sluis. What it took is in its memory; that it took it
 * is in a file, on disk before it answers.
 */
public final class CareSystem implements AutoCloseable {
    private static final List<Class<? extends Resource>> TYPES = List.of(
            Patient.class,
            Organization.class,
            Practitioner.class,
            PractitionerRole.class,
            RelatedPerson.class,
            CarePlan.class,
            Goal.class,
            CareTeam.class,
            Observation.class,
            Communication.class,
            Task.class);

    private final Tomcat tomcat = new Tomcat();
    private int port;

    /**
     * Starts it and warms the validator: the first validated request of a cold one takes seconds.
     *
     * @param port 0 for any free one
     * @param folder where its working files and the record of arrivals go
     * @param envelopes opens the envelopes that come to {@code /envelopes}; null for a system that takes none
     */
    public CareSystem(int port, Path folder, @Nullable EnvelopeReader envelopes)
            throws IOException, LifecycleException {
        Files.createDirectories(folder);
        FhirContext fhir = FhirContext.forR4();
        FhirInstanceValidator validator = validator(fhir);
        warm(fhir, validator);
        FrontDesk desk = new FrontDesk(folder.resolve("arrivals.ndjson"));
        RestfulServer server = new RestfulServer(fhir) {
            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                if (desk.closed()) {
                    response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
                } else {
                    super.service(request, response);
                }
            }
        };
        Map<String, HashMapResourceProvider<? extends Resource>> providers = new LinkedHashMap<>();
        TYPES.forEach(type -> providers.put(type.getSimpleName(), new HashMapResourceProvider<>(fhir, type)));
        server.setResourceProviders(List.copyOf(providers.values()));
        server.registerProvider(new PlanIntake(fhir, providers, desk.arrivals()));
        server.registerInterceptor(validating(validator));
        tomcat.setBaseDir(folder.toAbsolutePath().toString());
        tomcat.setPort(port);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toAbsolutePath().toString());
        Tomcat.addServlet(context, "fhir", server);
        context.addServletMappingDecoded("/fhir/*", "fhir");
        Tomcat.addServlet(context, "desk", desk);
        context.addServletMappingDecoded("/desk/*", "desk");
        if (envelopes != null) {
            Tomcat.addServlet(context, "envelopes", new EnvelopeDoor(envelopes, desk, this::url));
            context.addServletMappingDecoded("/envelopes", "envelopes");
        }
        tomcat.start();
        this.port = tomcat.getConnector().getLocalPort();
    }

    /** The base of its FHIR interface. */
    public String url() {
        return "http://127.0.0.1:" + port + "/fhir";
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    /** Waits until it is stopped from outside. */
    public void await() {
        tomcat.getServer().await();
    }

    private static RequestValidatingInterceptor validating(FhirInstanceValidator validator) {
        RequestValidatingInterceptor interceptor = new RequestValidatingInterceptor();
        interceptor.addValidatorModule(validator);
        interceptor.setFailOnSeverity(ResultSeverityEnum.ERROR);
        interceptor.setAddResponseHeaderOnSeverity(null);
        return interceptor;
    }

    private static FhirInstanceValidator validator(FhirContext fhir) {
        return new FhirInstanceValidator(new ValidationSupportChain(
                new DefaultProfileValidationSupport(fhir),
                new CommonCodeSystemsTerminologyService(fhir),
                new InMemoryTerminologyServerValidationSupport(fhir)));
    }

    private static void warm(FhirContext fhir, FhirInstanceValidator validator) {
        var rehearsal = fhir.newValidator().registerValidatorModule(validator);
        rehearsal.validateWithResult(
                "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":{\"resourceType\":\"Patient\","
                        + "\"id\":\"warm\",\"birthDate\":\"2015-01-01\"},\"request\":{\"method\":\"PUT\",\"url\":\"Patient/warm\"}},"
                        + "{\"resource\":{\"resourceType\":\"CarePlan\",\"id\":\"warm\",\"status\":\"active\",\"intent\":\"plan\","
                        + "\"subject\":{\"reference\":\"Patient/warm\"}},\"request\":{\"method\":\"PUT\",\"url\":\"CarePlan/warm\"}}]}");
    }
}
