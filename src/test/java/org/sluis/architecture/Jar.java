package org.sluis.architecture;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A library on the class path, or inside another one, with the version that it says it has. */
record Jar(String artifact, String version) {
    private static final Pattern FILE = Pattern.compile("(?:.*/)?(.+?)-(\\d[^/]*)\\.jar");

    /** Every library of the test class path: by its Maven properties, or else its manifest, or else its file name. */
    static List<Jar> onTheClassPath() throws IOException {
        List<Jar> found = new ArrayList<>();
        for (URL manifest : Collections.list(Jar.class.getClassLoader().getResources(JarFile.MANIFEST_NAME))) {
            if (manifest.openConnection() instanceof JarURLConnection connection) {
                connection.setUseCaches(false);
                try (JarFile file = connection.getJarFile()) {
                    found.addAll(in(file));
                }
            }
        }
        return found;
    }

    private static List<Jar> in(JarFile file) throws IOException {
        List<Jar> found = new ArrayList<>();
        for (JarEntry entry : Collections.list(file.entries())) {
            if (entry.getName().matches("META-INF/maven/.*/pom\\.properties")) {
                Properties maven = new Properties();
                try (InputStream in = file.getInputStream(entry)) {
                    maven.load(in);
                }
                found.add(new Jar(maven.getProperty("artifactId", ""), maven.getProperty("version", "")));
            }
        }
        Matcher name = FILE.matcher(file.getName());
        if (name.matches() && found.stream().noneMatch(jar -> jar.artifact().equals(name.group(1)))) {
            String said = said(file.getManifest());
            found.add(new Jar(name.group(1), said == null ? name.group(2) : said));
        }
        return found;
    }

    private static String said(Manifest manifest) {
        String bundle = manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-Version");
        return bundle != null || manifest == null
                ? bundle
                : manifest.getMainAttributes().getValue("Implementation-Version");
    }
}
