package dev.interlock.processor.cookbook;

import dev.interlock.http.Router;
import dev.interlock.processor.RouterProcessor;
import dev.interlock.processor.testing.Compilation;
import dev.interlock.processor.testing.Page;
import dev.interlock.processor.testing.Snippet;
import dev.interlock.processor.testing.Source;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** The compiled classes of the page, and a clock that the test sets. */
final class Cookbook {
    private static final String PACKAGE = "shop.";
    private static final Cookbook PAGE =
            new Cookbook(Page.of("filter-cookbook.md").compile());

    private static final Executor VERIFIERS = task -> new Thread(task, "verifier").start();

    /** Current time of the filters, in nanoseconds. */
    private final AtomicLong nanos = new AtomicLong(7);

    private final ClassLoader classes;

    private Cookbook(Compilation compilation) {
        this(compilation.classLoader());
    }

    private Cookbook(ClassLoader classes) {
        this.classes = classes;
    }

    /** Returns the compiled classes of the page, with a new clock. */
    static Cookbook page() {
        return new Cookbook(PAGE.classes);
    }

    /** Compiles the page together with other sources. */
    static Cookbook pageWith(String... sources) {
        Source[] files = Stream.concat(
                        Page.of("filter-cookbook.md").snippets().stream().map(Snippet::source),
                        Arrays.stream(sources).map(Source::of))
                .toArray(Source[]::new);
        Compilation compilation = Compilation.with(new RouterProcessor()).compile(files);
        if (!compilation.errors().isEmpty()) {
            throw new AssertionError(compilation.complaints());
        }
        return new Cookbook(compilation);
    }

    LongSupplier clock() {
        return nanos::get;
    }

    void pass(long time, TimeUnit unit) {
        nanos.addAndGet(unit.toNanos(time));
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return classes.loadClass(PACKAGE + name);
    }

    /** Calls the only constructor of a class. */
    Object create(String name, Object... arguments) throws ReflectiveOperationException {
        Constructor<?> constructor = type(name).getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(arguments);
    }

    /**
     * Creates a router with its method {@code of}.
     *
     * @param instances arguments of the method
     */
    Router router(String name, Object... instances) throws ReflectiveOperationException {
        return (Router) method(type(name), "of", instances.length).invoke(null, instances);
    }

    /** Calls a method of an object. */
    static Object call(Object target, String name, Object... arguments) throws ReflectiveOperationException {
        return method(target.getClass(), name, arguments.length).invoke(target, arguments);
    }

    private static Method method(Class<?> type, String name, int parameters) {
        Method found = Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && method.getParameterCount() == parameters)
                .findFirst()
                .orElseThrow();
        found.setAccessible(true);
        return found;
    }

    /** Creates the application of the page. The rate limit uses the clock of this object. */
    Router api(KeyServer keyServer, Object trail) throws ReflectiveOperationException {
        return api(keyServer, clock(), trail);
    }

    /** Creates the application of the page. The rate limit uses the given clock. */
    Router api(KeyServer keyServer, LongSupplier clock, Object trail) throws ReflectiveOperationException {
        return router(
                "ApiRouter",
                create("Accounts"),
                create("Search"),
                create("Orders"),
                create(
                        "JwtFilter",
                        KeyServer.ISSUER,
                        "shop",
                        create("RemoteKeys", keyServer.uri(), clock()),
                        VERIFIERS),
                create("RateLimit$Filters", clock),
                create("Tenants", "shop.example", Map.of("acme", tenant("acme"), "other", tenant("other"))),
                create("Audited$Filters", trail));
    }

    private Object tenant(String id) throws ReflectiveOperationException {
        return create("Tenants$Tenant", id, "Tenant " + id);
    }

    /** Creates an audit trail that writes to the store of a test. */
    Object trail(AuditStore store) throws ReflectiveOperationException {
        Class<?> type = type("AuditTrail$Store");
        Object proxy = Proxy.newProxyInstance(classes, new Class<?>[] {type}, (self, method, args) -> {
            store.append((List<?>) args[0]);
            return null;
        });
        return create("AuditTrail", proxy);
    }

    /** Store of audit events. */
    interface AuditStore {
        void append(List<?> events) throws Exception;
    }
}
