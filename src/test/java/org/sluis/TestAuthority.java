package org.sluis;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/** An issuer of certificates of Waterlee, for any host and any period; nobody trusts it who is not told to. */
public final class TestAuthority {
    private static final Duration LONG = Duration.ofDays(3650);

    private final String name;
    private final KeyPair pair = pair();
    private final X509Certificate root;
    private long serial = 1;

    /** A key with its certificates, that of the key first. */
    public record Issued(PrivateKey key, X509Certificate... chain) {

        public KeyStore store() throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", key, new char[0], chain);
            return store;
        }

        /** The certificate and the key as PEM files, {@code own.pem} and {@code own.key}. */
        public void write(Path folder) throws GeneralSecurityException, IOException {
            Files.writeString(folder.resolve("own.pem"), pem("CERTIFICATE", chain[0].getEncoded()));
            Files.writeString(folder.resolve("own.key"), pem("PRIVATE KEY", key.getEncoded()));
        }

        private static String pem(String what, byte[] der) {
            return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                    + "-----\n";
        }
    }

    public TestAuthority(String name) {
        this.name = "CN=" + name;
        Instant now = Instant.now();
        this.root = signed(this.name, null, pair, now.minus(LONG), now.plus(LONG));
    }

    /** What trusts it, and nobody else. */
    public KeyStore trust() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root);
        return store;
    }

    public Issued issue(String host, Instant from, Instant until) {
        return issue(pair(), host, from, until);
    }

    /** For a key that is there already. */
    public Issued issue(KeyPair of, String host, Instant from, Instant until) {
        return new Issued(of.getPrivate(), signed("CN=" + host, host, of, from, until));
    }

    private X509Certificate signed(String subject, String host, KeyPair of, Instant from, Instant until) {
        try {
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            V3TBSCertificateGenerator certificate = new V3TBSCertificateGenerator();
            certificate.setSerialNumber(new org.bouncycastle.asn1.ASN1Integer(BigInteger.valueOf(serial++)));
            certificate.setSignature(algorithm);
            certificate.setIssuer(new X500Name(name));
            certificate.setSubject(new X500Name(subject));
            certificate.setStartDate(new Time(Date.from(from)));
            certificate.setEndDate(new Time(Date.from(until)));
            certificate.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(of.getPublic().getEncoded()));
            certificate.setExtensions(extensions(host));
            byte[] body = certificate.generateTBSCertificate().getEncoded("DER");
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate());
            signature.update(body);
            ASN1EncodableVector whole = new ASN1EncodableVector();
            whole.add(org.bouncycastle.asn1.ASN1Primitive.fromByteArray(body));
            whole.add(algorithm);
            whole.add(new DERBitString(signature.sign()));
            Certificate parsed = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(new DERSequence(whole).getEncoded("DER")));
            return (X509Certificate) parsed;
        } catch (GeneralSecurityException | IOException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static Extensions extensions(String host) throws IOException {
        ExtensionsGenerator all = new ExtensionsGenerator();
        all.addExtension(Extension.basicConstraints, true, new BasicConstraints(host == null));
        if (host != null) {
            all.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        }
        return all.generate();
    }

    /** P-256. */
    public static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }
}
