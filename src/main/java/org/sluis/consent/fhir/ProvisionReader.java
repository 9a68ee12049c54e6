package org.sluis.consent.fhir;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Reference;

/**
 * A provision and the exceptions in it (IHE PCF, intermediate) as the statements they come to: one for each purpose and
 * recipient, a yes for what is permitted of it, and a no where nothing is. An exception is about what it names, and else
 * about all that the provision is about; one that lies outside, says the same as the provision or names nothing is
 * refused, for nobody can tell what was meant by it.
 */
final class ProvisionReader {
    /** Exceptions in one provision, and statements that it may come to. */
    static final int MOST = 50;

    private static final String ROOT = "Consent.provision";

    private final Reading reading;

    /** What a provision is about. */
    private record Scope(List<String> purposes, List<Statement.Recipient> recipients, List<String> categories) {

        boolean isEmpty() {
            return purposes.isEmpty() && recipients.isEmpty() && categories.isEmpty();
        }

        boolean isAbout(String purpose, Statement.Recipient recipient, String category) {
            return (purposes.isEmpty() || purposes.contains(purpose))
                    && (recipients.isEmpty() || recipients.contains(recipient))
                    && (categories.isEmpty() || categories.contains(category));
        }
    }

    private ProvisionReader(Reading reading) {
        this.reading = reading;
    }

    /** @param categories that the provision names, whatever is excepted: those of each statement are some of them */
    record Read(List<String> categories, List<Statement> statements) {}

    /** None, and a fault, where it cannot be told what it comes to. */
    static Read read(Reading reading, ProvisionComponent root) {
        return new ProvisionReader(reading).read(root);
    }

    private Read read(ProvisionComponent root) {
        reading.when(root.getType() == null, ROOT + ".type:missing");
        Scope all = scope(root, ROOT);
        reading.when(all.purposes().isEmpty(), ROOT + ".purpose:missing");
        reading.when(all.recipients().isEmpty(), ROOT + ".actor:missing");
        if (all.purposes().size() * all.recipients().size() > MOST) {
            reading.when(true, ROOT + ":too-many-statements");
            return new Read(List.of(), List.of());
        }
        List<Scope> exceptions = exceptions(root, all);
        boolean permits = root.getType() == ConsentProvisionType.PERMIT;
        List<Statement> statements = new ArrayList<>();
        for (String purpose : all.purposes()) {
            for (Statement.Recipient recipient : all.recipients()) {
                List<String> permitted = all.categories().stream()
                        .filter(category -> permits
                                != exceptions.stream().anyMatch(each -> each.isAbout(purpose, recipient, category)))
                        .toList();
                boolean grants = all.categories().isEmpty() ? permits : !permitted.isEmpty();
                statements.add(new Statement(grants, purpose, recipient, grants ? permitted : all.categories()));
            }
        }
        return new Read(all.categories(), statements);
    }

    private List<Scope> exceptions(ProvisionComponent root, Scope all) {
        List<Scope> exceptions = new ArrayList<>();
        boolean tooMany = root.getProvision().size() > MOST;
        reading.when(tooMany, ROOT + ".provision:too-many");
        for (int i = 0; i < root.getProvision().size() && !tooMany; i++) {
            ProvisionComponent given = root.getProvision().get(i);
            String path = ROOT + ".provision[" + i + "]";
            Scope exception = scope(given, path);
            reading.when(given.getType() == null, path + ".type:missing");
            reading.when(given.getType() == root.getType(), path + ".type:not-an-exception");
            reading.when(exception.isEmpty(), path + ":names-nothing");
            within(exception.purposes(), all.purposes(), path + ".purpose");
            within(exception.recipients(), all.recipients(), path + ".actor");
            within(exception.categories(), all.categories(), path + ".modifierExtension");
            // To the law a word about one party goes before one about its kind; here the kind would have the last word.
            reading.when(
                    exception.recipients().stream().anyMatch(Statement.Recipient::isKind)
                            && !all.recipients().stream().allMatch(Statement.Recipient::isKind),
                    path + ".actor:a-kind-beside-a-party");
            exceptions.add(exception);
        }
        return exceptions;
    }

    private <T> void within(List<T> some, List<T> all, String path) {
        for (int i = 0; i < some.size(); i++) {
            reading.when(!all.contains(some.get(i)), path + "[" + i + "]:not-in-the-provision");
        }
    }

    private Scope scope(ProvisionComponent provision, String path) {
        List<String> purposes = new ArrayList<>();
        for (Coding purpose : provision.getPurpose()) {
            purposes.add(reading.code(purpose, path + ".purpose[" + purposes.size() + "]", Pcf.PURPOSES));
        }
        List<Statement.Recipient> recipients = new ArrayList<>();
        for (provisionActorComponent actor : provision.getActor()) {
            recipients.add(recipient(actor, path + ".actor[" + recipients.size() + "]"));
        }
        List<String> categories = new ArrayList<>();
        for (Extension extension : provision.getModifierExtension()) {
            categories.add(category(extension, path + ".modifierExtension[" + categories.size() + "]"));
        }
        once(purposes, path + ".purpose");
        once(recipients, path + ".actor");
        once(categories, path + ".modifierExtension");
        return new Scope(purposes, recipients, categories);
    }

    private <T> void once(List<T> given, String path) {
        Set<T> seen = new HashSet<>(given);
        reading.when(seen.size() < given.size(), path + ":there-twice");
    }

    private Statement.Recipient recipient(provisionActorComponent actor, String path) {
        reading.coded(List.of(actor.getRole()), Pcf.PARTICIPATIONS, Pcf.RECIPIENT, path + ".role");
        Reference reference = actor.getReference();
        String id = reading.identified(Optional.of(reference), path + ".reference", Pcf.PARTIES, Pcf.PARTY_KINDS);
        return new Statement.Recipient(
                id, Pcf.PARTY_KINDS.equals(reference.getIdentifier().getSystem()));
    }

    private String category(Extension extension, String path) {
        reading.when(!Pcf.CATEGORY.equals(extension.getUrl()), path + ".url:unknown");
        return reading.code(
                extension.getValue() instanceof Coding coding ? coding : new Coding(), path + ".value", Pcf.CATEGORIES);
    }
}
