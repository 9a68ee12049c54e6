package org.sluis.party;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sluis.canonical.PartyId;
import org.sluis.canonical.Purpose;
import org.sluis.keys.RecipientKey;

/**
 * A controller's directory as a YAML file: parties, clients, mandates and entitlements, without keys. {@code until} is
 * the first day on which a mandate or an entitlement holds no more.
 */
public record DirectoryFile(
        Tenant tenant,
        List<Organisation> parties,
        List<Access> clients,
        List<Acting> mandates,
        List<Sending> entitlements) {

    @JsonCreator
    public DirectoryFile {}

    public record Tenant(String id, String name) {}

    /** @param receives how it receives; absent for one that only sends */
    public record Organisation(
            String id,
            String kind,
            String name,
            @Nullable String oin,
            @Nullable String brin,
            @Nullable String agb,
            @Nullable Receiving receives,
            @Nullable String webhook) {

        private Organisation at(URI address, RecipientKey key) {
            Receiving in = new Receiving(
                    Objects.requireNonNull(receives).connector(), "envelope", address.toString(), key.members());
            return new Organisation(id, kind, name, oin, brin, agb, in, webhook);
        }
    }

    /**
     * @param address where what it gets goes
     * @param key the public key that they are sealed to, as a JWK
     */
    public record Receiving(
            String connector,
            String transport,
            @Nullable String address,
            @Nullable Map<String, Object> key) {

        Reception reception() {
            return new Reception(
                    connector,
                    transport,
                    address == null ? null : URI.create(address),
                    key == null ? null : RecipientKey.parse(JSONObjectUtils.toJSONString(key)));
        }
    }

    /** A client of a party or of a vendor. */
    public record Access(
            String id, @Nullable String party, @Nullable String vendor) {}

    public record Acting(String client, String party, LocalDate from, LocalDate until, String evidence) {}

    /** Each sender to each recipient, for one purpose through one connector. */
    public record Sending(
            List<String> senders,
            String purpose,
            List<String> recipients,
            String connector,
            LocalDate from,
            LocalDate until) {}

    /**
     * Reads a directory; an unknown or doubled key, or a missing one, is an error.
     *
     * @throws IllegalArgumentException naming the place that is wrong
     */
    public static DirectoryFile load(Path file) {
        ObjectMapper yaml = new ObjectMapper(YAMLFactory.builder()
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .registerModule(new JavaTimeModule());
        try {
            return yaml.readValue(Files.readAllBytes(file), DirectoryFile.class);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("directory: " + wrong.getMessage(), wrong);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The same directory, in which this party gets its envelopes at this address, sealed to this key. */
    public DirectoryFile withEnvelopes(String party, URI address, RecipientKey key) {
        List<Organisation> changed = parties.stream()
                .map(p -> p.receives() == null || !p.id().equals(party) ? p : p.at(address, key))
                .toList();
        return new DirectoryFile(tenant, changed, clients, mandates, entitlements);
    }

    /**
     * Registers everything; what is registered already stays as it is. A client without keys is left out, with its
     * mandates, until this is called again with them.
     *
     * @param jwks the public JWK set of each client, by the client's id
     */
    public void register(Registrar registrar, Map<String, String> jwks) {
        registrar.registerTenant(tenant.id(), tenant.name());
        for (Organisation p : parties) {
            registrar.register(new Party(
                    tenant.id(),
                    new PartyId(p.id()),
                    PartyKind.of(p.kind()),
                    p.name(),
                    p.oin(),
                    p.brin(),
                    p.agb(),
                    p.receives() == null ? null : p.receives().reception(),
                    p.webhook(),
                    1));
        }
        for (Access c : clients) {
            String keys = jwks.get(c.id());
            if (keys != null) {
                PartyId party = c.party() == null ? null : new PartyId(c.party());
                registrar.register(Client.of(tenant.id(), c.id(), party, c.vendor(), keys));
            }
        }
        for (Acting m : mandates) {
            if (jwks.containsKey(m.client())) {
                registrar.register(new Mandate(
                        tenant.id(), m.client(), new PartyId(m.party()), m.from(), m.until(), m.evidence()));
            }
        }
        entitlements.forEach(e -> e.senders().forEach(from -> e.recipients()
                .forEach(to -> registrar.register(new Entitlement(
                        tenant.id(),
                        new PartyId(from),
                        new Purpose(e.purpose()),
                        new PartyId(to),
                        e.connector(),
                        e.from(),
                        e.until())))));
    }
}
