package org.sluis.demo;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Transaction;
import ca.uhn.fhir.rest.annotation.TransactionParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.UnprocessableEntityException;
import ca.uhn.fhir.rest.server.provider.HashMapResourceProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/**
 * Takes a transaction of updates by id. A repeat of what is there already changes nothing; each arrival is written to a
 * file, forced to disk, before it is answered, so that tests can count what arrived and what it changed.
 */
public final class PlanIntake {
    private final FhirContext fhir;
    private final Map<String, HashMapResourceProvider<? extends Resource>> providers;
    private final Path arrivals;

    PlanIntake(FhirContext fhir, Map<String, HashMapResourceProvider<? extends Resource>> providers, Path arrivals) {
        this.fhir = fhir;
        this.providers = providers;
        this.arrivals = arrivals;
    }

    /** FHIR R4 transaction, for PUT entries of the types it holds; anything else is refused whole. */
    @Transaction
    public synchronized Bundle transaction(@TransactionParam Bundle sent, RequestDetails details) {
        for (Bundle.BundleEntryComponent entry : sent.getEntry()) {
            if (entry.getRequest().getMethod() != Bundle.HTTPVerb.PUT
                    || entry.getResource() == null
                    || !providers.containsKey(entry.getResource().fhirType())) {
                throw new UnprocessableEntityException("only updates by id of the types this server holds are taken");
            }
        }
        Bundle answer = new Bundle();
        answer.setType(Bundle.BundleType.TRANSACTIONRESPONSE);
        int changed = 0;
        String about = "";
        for (Bundle.BundleEntryComponent entry : sent.getEntry()) {
            Resource resource = entry.getResource();
            resource.setId(entry.getRequest().getUrl());
            boolean change = store(provider(resource), resource, details);
            changed += change ? 1 : 0;
            about = resource instanceof CarePlan || resource instanceof Task
                    ? resource.getIdElement().getIdPart()
                    : about;
            answer.addEntry().getResponse().setStatus(change ? "201 Created" : "200 OK");
        }
        record(about, changed);
        return answer;
    }

    @SuppressWarnings("unchecked")
    private <T extends Resource> HashMapResourceProvider<T> provider(T resource) {
        return (HashMapResourceProvider<T>)
                Objects.requireNonNull(providers.get(resource.fhirType()), "only types that it holds come here");
    }

    private <T extends Resource> boolean store(
            HashMapResourceProvider<T> provider, T resource, RequestDetails details) {
        String id = resource.getIdElement().getIdPart();
        String incoming = canonical(resource);
        boolean same = provider.getStoredResources().stream()
                .filter(stored -> stored.getIdElement().getIdPart().equals(id))
                .anyMatch(stored -> canonical(stored).equals(incoming));
        if (!same) {
            provider.update(resource, null, details);
        }
        return !same;
    }

    /** Without what the server itself adds: version and time. */
    private String canonical(Resource resource) {
        Resource copy = resource.copy();
        copy.setIdElement(copy.getIdElement().toUnqualifiedVersionless());
        copy.getMeta().setVersionId(null).setLastUpdated(null);
        return fhir.newJsonParser().encodeResourceToString(copy);
    }

    private void record(String about, int changed) {
        String line = "{\"about\":\"" + about + "\",\"changed\":" + changed + "}\n";
        try (FileChannel file = FileChannel.open(
                arrivals, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8)));
            file.force(true);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }
}
