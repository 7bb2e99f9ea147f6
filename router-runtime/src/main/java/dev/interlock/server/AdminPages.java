package dev.interlock.server;

import dev.interlock.internal.admin.AdminLoop;
import dev.interlock.internal.admin.AdminRoute;
import dev.interlock.internal.admin.CachedCheck;
import dev.interlock.internal.admin.ConfigPage;
import dev.interlock.internal.admin.HealthPages;
import dev.interlock.internal.admin.IndexPage;
import dev.interlock.internal.admin.LoopHealth;
import dev.interlock.internal.admin.RoutesPage;
import dev.interlock.internal.admin.ThreadsPage;
import dev.interlock.internal.admin.ViolationsPage;
import dev.interlock.internal.engine.LoopActivity;
import dev.interlock.internal.settings.Setting;
import dev.interlock.internal.settings.SettingSource;
import dev.interlock.internal.settings.Settings;
import dev.interlock.observe.AdminPage;
import dev.interlock.observe.ExchangeListener;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Pages of the admin port of a server. */
final class AdminPages {
    private static final List<String> SOURCES = List.of(
            "command line", "system property", "environment variable", "configuration file", "builder", "default");

    private final Settings settings;
    private final Surroundings surroundings;
    private final RunningState state;
    private final LoopHealth loops;
    private final Supplier<@Nullable String> notReady;

    /** @param notReady returns the reason why the server is not ready, or null */
    AdminPages(Settings settings, Surroundings surroundings, RunningState state, Supplier<@Nullable String> notReady) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.state = state;
        this.notReady = notReady;
        loops = state.health(settings.get(Setting.ADMIN_STALL_LIMIT), surroundings.clock());
    }

    /** Returns the pages for the loop of the admin port. */
    List<AdminRoute> on(AdminLoop loop) {
        HealthPages health = new HealthPages(loops, notReady, checks(loop));
        List<AdminRoute> pages = new ArrayList<>();
        pages.add(AdminRoute.onLoop("/", "this list", new IndexPage(pages)));
        pages.add(AdminRoute.later("/health", "liveness and readiness", health::health));
        pages.add(AdminRoute.onLoop("/health/live", "whether the process works", health::live));
        pages.add(AdminRoute.later("/health/ready", "whether the server wants requests", health::ready));
        pages.add(AdminRoute.blocking("/routes", "routes", new RoutesPage(state.routes())));
        pages.add(AdminRoute.blocking("/config", "settings and their sources", new ConfigPage(SOURCES, this::config)));
        pages.add(AdminRoute.blocking("/threads", "stacks of the threads", new ThreadsPage()));
        if (!state.protocolViolations().isEmpty()) {
            pages.add(AdminRoute.blocking(
                    "/violations",
                    "violations of protocols by clients",
                    new ViolationsPage(state::protocolViolations)));
        }
        for (ExchangeListener listener : surroundings.listeners()) {
            addAll(listener.adminPages(), listener.getClass().getName(), pages);
        }
        addAll(surroundings.admin().pages(), "the application", pages);
        return pages;
    }

    private static void addAll(Map<String, AdminPage> added, String origin, List<AdminRoute> pages) {
        added.forEach((path, page) -> {
            for (AdminRoute known : pages) {
                if (known.path().equals(path)) {
                    throw new StartException("Two admin pages have the path " + path + ", one of them of " + origin
                            + ". Tip: give each page its own path");
                }
            }
            if (!AdminRoute.isPath(path)) {
                throw new StartException(
                        "The path of an admin page of " + origin + " is '" + path + "'. Tip: use one such as /caches");
            }
            pages.add(AdminRoute.blocking(path, "page of " + origin, page));
        });
    }

    private List<CachedCheck> checks(AdminLoop loop) {
        List<CachedCheck> checks = new ArrayList<>();
        surroundings
                .admin()
                .checks()
                .forEach((name, check) -> checks.add(new CachedCheck(
                        name,
                        check.timeout(),
                        check.check(),
                        settings.get(Setting.ADMIN_CHECK_CACHE),
                        loop,
                        task -> start(name, task))));
        return checks;
    }

    /** Runs a check on a new thread, so that a late interrupt cannot hit another task. */
    private static void start(String name, Runnable task) {
        Thread thread = new Thread(task, "interlock-check-" + name);
        thread.setDaemon(true);
        thread.start();
    }

    /** Sets the activity of the loop of the admin port. */
    void opened(LoopActivity activity) {
        loops.own(activity);
    }

    private List<ConfigPage.Line> config() {
        List<ConfigPage.Line> lines = new ArrayList<>();
        for (Setting<?> each : Setting.ALL) {
            SettingSource source = settings.source(each);
            String text = source == SettingSource.FILE
                    ? "configuration file " + settings.fileName()
                    : source.describe(each.property(), each.variable());
            lines.add(new ConfigPage.Line(each.name(), settings.show(each), text));
        }
        for (Endpoint endpoint : surroundings.endpoints()) {
            addOwn(endpoint, lines);
        }
        return lines;
    }

    /** Adds the settings that an endpoint sets itself. */
    private static void addOwn(Endpoint endpoint, List<ConfigPage.Line> lines) {
        for (Setting<?> each : Setting.ALL) {
            String value = endpoint.own().show(each);
            if (value != null) {
                lines.add(new ConfigPage.Line(each.name(), value, "endpoint " + endpoint));
            }
        }
    }
}
