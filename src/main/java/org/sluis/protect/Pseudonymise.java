package org.sluis.protect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.sluis.canonical.Dictionary;
import org.sluis.canonical.Element;
import org.sluis.canonical.ElementDefinition;
import org.sluis.canonical.Elements;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.canonical.ValueType;
import org.sluis.keys.KeyFolder;
import org.sluis.party.Authenticated;
import org.sluis.policy.Permit;

/**
 * Step 7 of the spine: every id that leaves is derived for this recipient alone, so that two recipients who compare what
 * they hold find nothing in common (GDPR art. 4(5)). The same subject keeps the same id at the same recipient within a
 * pseudonym epoch. HMAC-SHA-256 under a key that HKDF derives per epoch, controller and recipient, outside the database:
 * 160 bits, hexadecimal. No id of the school, no BSN and no hash of one leaves.
 */
public final class Pseudonymise {
    private static final String USE = "pseudonym";
    private static final String NOBODY = "nobody";

    private final Dictionary dictionary;
    private final KeyFolder keys;

    public Pseudonymise(Dictionary dictionary, KeyFolder keys) {
        this.dictionary = dictionary;
        this.keys = keys;
    }

    /** Holds when an id that the policy requires cannot be derived because the message lacks what it is derived from. */
    public PseudonymisedRecord pseudonymise(MinimisedRecord minimised) {
        Objects.requireNonNull(minimised, "nothing was minimised");
        Permit permit = minimised.permit();
        Authenticated exchange = permit.consented().request().authenticated();
        String epoch = keys.currentEpoch(USE);
        byte[] key = keys.derive(
                USE, epoch, exchange.tenant(), exchange.recipient().id().value());
        List<Element> issued = new ArrayList<>();
        for (ElementDefinition element : dictionary.elements()) {
            if (element.type() == ValueType.PAIRWISE && permit.permits(element.id())) {
                issue(element, minimised, exchange.sender().id().value(), key, issued);
            }
        }
        return new PseudonymisedRecord(permit, minimised.elements().with(issued), epoch, minimised.attested(), issued);
    }

    private void issue(
            ElementDefinition element, MinimisedRecord minimised, String sender, byte[] key, List<Element> to) {
        int repeats = element.repeats() ? minimised.elements().repeats(element.group()) : 1;
        if (!element.repeats() && !present(element, minimised.elements())) {
            return;
        }
        for (int position = 0; position < repeats; position++) {
            if (element.repeats() && !minimised.elements().holds(element.group(), position)) {
                continue;
            }
            Optional<String> id = derive(element, position, minimised.permit(), sender, key);
            if (id.isPresent()) {
                to.add(new Element(element.id(), position, id.get()));
            } else if (minimised.permit().decision().mandatory().contains(element.id())) {
                throw new Refused(Reason.ELEMENT_MANDATORY_MISSING, element.of().toArray(String[]::new));
            }
        }
    }

    /** A group is there when one of its permitted elements is; a group that has only issued ids is always there. */
    private boolean present(ElementDefinition element, Elements kept) {
        return kept.repeats(element.group()) > 0
                || dictionary.elements().stream()
                        .filter(other -> other.group().equals(element.group()))
                        .allMatch(other -> other.type() == ValueType.PAIRWISE);
    }

    private Optional<String> derive(ElementDefinition element, int position, Permit permit, String sender, byte[] key) {
        Elements sent = permit.consented().request().elements();
        List<String> parts = new ArrayList<>(List.of(element.group(), sender));
        boolean ownId = false;
        boolean sendersId = false;
        for (String source : element.of()) {
            boolean repeats = dictionary.element(source).repeats();
            ownId |= repeats;
            sendersId |= dictionary.element(source).control();
            Optional<String> value = sent.value(source, repeats ? position : 0);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            parts.add(value.get());
        }
        if (element.repeats() && !ownId) {
            parts.add(Integer.toString(position));
        }
        if (sendersId && permit.input().facts().subject() == null) {
            parts.add(NOBODY); // or a signal with the sender's same id would tell afterwards whom a question was about
        }
        return Optional.of(HexFormat.of().formatHex(hmac(key, parts), 0, 20));
    }

    private static byte[] hmac(byte[] key, List<String> parts) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            for (String part : parts) {
                byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
                mac.update(java.nio.ByteBuffer.allocate(4).putInt(bytes.length).array());
                mac.update(bytes);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
