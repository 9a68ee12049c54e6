package org.sluis.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.sluis.party.person.Role;

/**
 * Debian's Chromium, headless, on the pages of a gateway. What a page writes to the console, refuses by its policy or fails to
 * load is kept in {@link #complaints()}; every page that is looked at is held against axe-core and photographed.
 */
final class Browser implements AutoCloseable {
    private static final Path SCREENS = Path.of("target/screens");
    private static final Path PICTURES = Path.of("docs/pictures");
    private static final Set<String> SERIOUS = Set.of("serious", "critical");

    private final Staff staff;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new ArrayList<>();
    private final Map<Role, String> signedIn = new EnumMap<>(Role.class);

    Browser(Staff staff) {
        this.staff = staff;
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of("/usr/bin/chromium"))
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Nobody's page, in a profile of its own. */
    Page page() {
        return page(1280, 900);
    }

    /** @param width in pixels, as a phone's is 360 */
    Page page(int width, int height) {
        return page(width, height, null);
    }

    private Page page(int width, int height, @Nullable String state) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setBaseURL(staff.officers.gateway.url().toString())
                .setLocale("nl-NL")
                .setStorageState(state)
                .setViewportSize(width, height));
        context.setDefaultTimeout(20_000);
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") || message.type().equals("warning")) {
                complaints.add(page.url() + ": " + message.text());
            }
        });
        page.onPageError(error -> complaints.add(page.url() + ": " + error));
        page.onDialog(dialog -> {
            complaints.add(page.url() + ": a dialog");
            dialog.accept();
        });
        return page;
    }

    /** The page of somebody with this role, who has signed in: once, for a code counts once and the next comes in half a minute. */
    Page as(Role role) {
        String state = signedIn.computeIfAbsent(role, first -> {
            Page page = page();
            signIn(page, staff.of(role));
            return page.context().storageState();
        });
        Page page = page(1280, 900, state);
        page.navigate("/console");
        return page;
    }

    void signIn(Page page, Staff.Person person) {
        page.navigate("/console/sign-in");
        page.fill("input[name=name]", person.name());
        page.fill("input[name=password]", Staff.PASSWORD);
        page.fill("input[name=code]", staff.code(person));
        page.click("main button[type=submit]");
        page.waitForURL("**/console");
    }

    /** Finds nothing serious with axe-core, nothing wider than the window, and takes a picture. */
    void look(Page page, String name) {
        List<Rule> found = new AxeBuilder(page)
                .analyze().getViolations().stream()
                        .filter(rule -> SERIOUS.contains(rule.getImpact()))
                        .toList();
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(SCREENS.resolve(name + ".png"))
                .setFullPage(true));
        assertThat(found.stream()
                        .map(rule ->
                                rule.getId() + ": " + rule.getNodes().get(0).getHtml()))
                .as(name)
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
                .as("%s is no wider than the window", name)
                .isEqualTo(true);
    }

    /** What the README shows: what the window shows, taken anew where it is no longer nearly the same. */
    void picture(Page page, String name) {
        Path kept = PICTURES.resolve(name + ".png");
        byte[] taken = page.screenshot();
        try {
            if (!Files.exists(kept)
                    || different(ImageIO.read(kept.toFile()), ImageIO.read(new ByteArrayInputStream(taken)))) {
                Files.write(kept, taken);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Another size, or more than one dot in twenty another colour: dates and numbers alone are fewer. */
    private static boolean different(BufferedImage one, BufferedImage other) {
        if (one.getWidth() != other.getWidth() || one.getHeight() != other.getHeight()) {
            return true;
        }
        int dots = 0;
        for (int y = 0; y < one.getHeight(); y++) {
            for (int x = 0; x < one.getWidth(); x++) {
                dots += one.getRGB(x, y) == other.getRGB(x, y) ? 0 : 1;
            }
        }
        return dots * 20 > one.getWidth() * one.getHeight();
    }

    List<String> complaints() {
        return complaints;
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }
}
