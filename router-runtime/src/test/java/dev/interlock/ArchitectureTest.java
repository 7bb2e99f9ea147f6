package dev.interlock;

import static com.google.common.truth.Truth.assertThat;
import static com.google.common.truth.Truth.assertWithMessage;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.internal.determinism.HasOwnRandomness;
import dev.interlock.internal.determinism.ReadsSystemClock;
import java.io.FileDescriptor;
import java.lang.annotation.Annotation;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/** Checks the imports of each package. Packages must not depend on each other in cycles. */
@AnalyzeClasses(packages = "dev.interlock", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.interlock..";

    /** Annotations that any package may use, because they do not exist at run time. */
    private static final String MARKS = "dev.interlock.internal.determinism";

    /** The only package that needs jakarta.validation-api. */
    private static final String JAKARTA_PACKAGE = "dev.interlock.generated.validate.jakarta";

    private static final Set<String> RANDOM_CLASSES = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    /** Packages that every package above {@code internal.message} may import. */
    private static final String[] MESSAGES = {
        "http",
        "generated.dispatch",
        "generated.scope",
        "bytes",
        "internal.bytes",
        "internal.syntax",
        "internal.memory",
        "internal.text",
        "internal.negotiate",
        "internal.form",
        "internal.forwarding",
        "internal.message",
        "internal.log",
        "log"
    };

    @ArchTest
    static final ArchRule ANNOTATION_STANDS_ALONE = knowsOnly("annotation");

    @ArchTest
    static final ArchRule BIT_TRICKS_STAND_ALONE = knowsOnly("internal.bytes");

    @ArchTest
    static final ArchRule BYTES = knowsOnly("bytes", "internal.bytes");

    @ArchTest
    static final ArchRule BYTES_NEED_THE_JDK_ALONE = classes()
            .that()
            .resideInAnyPackage("dev.interlock.bytes", "dev.interlock.internal.bytes")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "org.jspecify..", "dev.interlock.bytes", "dev.interlock.internal.bytes"));

    @ArchTest
    static final ArchRule SYNTAX = knowsOnly("internal.syntax", "bytes", "internal.bytes");

    @ArchTest
    static final ArchRule SCOPE = knowsOnly("generated.scope", "bytes");

    @ArchTest
    static final ArchRule MEMORY = knowsOnly("internal.memory", "generated.scope", "bytes");

    @ArchTest
    static final ArchRule JSON = knowsOnly("internal.json", "bytes");

    @ArchTest
    static final ArchRule NETTY_DEFAULTS_STAND_ALONE = knowsOnly("internal.netty");

    @ArchTest
    static final ArchRule LOG = knowsOnly("log");

    @ArchTest
    static final ArchRule LOGGERS = knowsOnly("internal.log", "log");

    /**
     * Only {@code ServerLog} creates loggers. Without a provider, SLF4J drops every line, but {@code ServerLog} prints
     * warnings and errors.
     */
    @ArchTest
    static final ArchRule LOGGERS_COME_FROM_THE_SERVER_LOG = noClasses()
            .that()
            .resideOutsideOfPackage("dev.interlock.internal.log")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.slf4j.LoggerFactory");

    @ArchTest
    static final ArchRule AUTOMATA_STAND_ALONE = knowsOnly("internal.automaton");

    @ArchTest
    static final ArchRule TEXT_RULES = knowsOnly("internal.text", "internal.bytes");

    @ArchTest
    static final ArchRule CLIENT_TEXT = knowsOnly("generated.text", "internal.bytes", "internal.text");

    @ArchTest
    static final ArchRule DISPATCH = knowsOnly("generated.dispatch", "bytes", "internal.bytes", "internal.automaton");

    @ArchTest
    static final ArchRule HTTP = knowsOnly(
            "http",
            "generated.dispatch",
            "generated.scope",
            "bytes",
            "internal.bytes",
            "internal.syntax",
            "internal.text",
            "annotation",
            "log");

    @ArchTest
    static final ArchRule NEGOTIATE =
            knowsOnly("internal.negotiate", "http", "bytes", "internal.bytes", "internal.syntax");

    @ArchTest
    static final ArchRule FORM = knowsOnly(
            "internal.form",
            "http",
            "generated.scope",
            "bytes",
            "internal.bytes",
            "internal.syntax",
            "internal.memory",
            "internal.log",
            "log");

    @ArchTest
    static final ArchRule FORWARDING = knowsOnly("internal.forwarding", "http", "bytes", "internal.syntax");

    @ArchTest
    static final ArchRule MESSAGE = knowsOnly(
            "internal.message",
            "internal.form",
            "internal.forwarding",
            "internal.negotiate",
            "internal.json",
            "http",
            "generated.dispatch",
            "generated.scope",
            "bytes",
            "internal.bytes",
            "internal.syntax",
            "internal.memory");

    @ArchTest
    static final ArchRule BIND = knowsOnly("generated.bind", MESSAGES);

    @ArchTest
    static final ArchRule FILTER_CALLS = knowsOnly("generated.filter", MESSAGES);

    @ArchTest
    static final ArchRule VALIDATE = knowsOnly("generated.validate", and(MESSAGES, "internal.automaton"));

    @ArchTest
    static final ArchRule JAKARTA = knowsOnly("generated.validate.jakarta", "generated.validate", "internal.text");

    @ArchTest
    static final ArchRule JAKARTA_VALIDATION_IS_OPTIONAL = noClasses()
            .that()
            .resideOutsideOfPackage(JAKARTA_PACKAGE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.validation..", "javax.validation..");

    @ArchTest
    static final ArchRule PROTO = knowsOnly("proto", "http", "bytes");

    @ArchTest
    static final ArchRule VIEWS = knowsOnly(
            "generated.proto",
            "proto",
            "http",
            "generated.dispatch",
            "generated.scope",
            "bytes",
            "internal.bytes",
            "internal.memory");

    @ArchTest
    static final ArchRule CODEC = knowsOnly("generated.codec", and(MESSAGES, "file"));

    @ArchTest
    static final ArchRule FILE = knowsOnly("file", and(MESSAGES, "internal.netty"));

    @ArchTest
    static final ArchRule FILTER = knowsOnly("filter", and(MESSAGES, "internal.netty"));

    @ArchTest
    static final ArchRule OBSERVE = knowsOnly("observe", "http", "generated.dispatch", "bytes");

    @ArchTest
    static final ArchRule ENGINE = knowsOnly("internal.engine", and(MESSAGES, "observe"));

    @ArchTest
    static final ArchRule HTTP1 = knowsOnly("internal.http1", and(MESSAGES, "internal.engine"));

    @ArchTest
    static final ArchRule PROXY_PROTOCOL = knowsOnly("internal.proxyprotocol", and(MESSAGES, "internal.engine"));

    @ArchTest
    static final ArchRule TLS = knowsOnly(
            "internal.tls", "http", "internal.engine", "internal.netty", "internal.syntax", "internal.log", "log");

    @ArchTest
    static final ArchRule TRANSPORT =
            knowsOnly("internal.transport", "internal.tls", "internal.engine", "internal.netty", "internal.log", "log");

    @ArchTest
    static final ArchRule ACCESS_LOG = knowsOnly(
            "internal.accesslog",
            "observe",
            "http",
            "generated.dispatch",
            "bytes",
            "internal.engine",
            "internal.bytes",
            "internal.text",
            "internal.log",
            "log");

    @ArchTest
    static final ArchRule ADMIN = knowsOnly(
            "internal.admin",
            "observe",
            "http",
            "generated.dispatch",
            "bytes",
            "annotation",
            "internal.engine",
            "internal.json",
            "internal.negotiate",
            "internal.syntax",
            "internal.text",
            "internal.log",
            "log");

    @ArchTest
    static final ArchRule FLIGHT =
            knowsOnly("internal.flight", "observe", "http", "generated.dispatch", "internal.engine");

    @ArchTest
    static final ArchRule SETTINGS = knowsOnly(
            "internal.settings",
            and(
                    MESSAGES,
                    "internal.transport",
                    "internal.http1",
                    "internal.proxyprotocol",
                    "internal.tls",
                    "internal.accesslog",
                    "internal.engine"));

    @ArchTest
    static final ArchRule PROCESS = knowsOnly("internal.process", "internal.engine", "internal.log", "log");

    @ArchTest
    static final ArchRule WATCHDOG = knowsOnly(
            "internal.watchdog",
            "internal.process",
            "internal.transport",
            "internal.flight",
            "internal.engine",
            "internal.log",
            "log");

    @ArchTest
    static final ArchRule SERVER = knowsOnly(
            "server",
            and(
                    MESSAGES,
                    "annotation",
                    "internal.settings",
                    "internal.process",
                    "internal.watchdog",
                    "internal.transport",
                    "internal.http1",
                    "internal.proxyprotocol",
                    "internal.tls",
                    "internal.accesslog",
                    "internal.admin",
                    "internal.flight",
                    "internal.engine",
                    "observe",
                    "internal.netty"));

    /** Code that needs another library belongs to an extension. */
    @ArchTest
    static final ArchRule NEEDS_NETTY_AND_SLF4J_ALONE = classes()
            .that()
            .resideOutsideOfPackages(JAKARTA_PACKAGE, "dev.interlock.internal.flight")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..",
                    "javax.crypto..",
                    "javax.net.ssl..",
                    "javax.security.auth.x500..",
                    "sun.misc",
                    "org.jspecify..",
                    "io.netty..",
                    "org.slf4j..",
                    OURS));

    @ArchTest
    static final ArchRule SIGNALS_BELONG_TO_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.interlock.internal.process")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("sun.misc");

    @ArchTest
    static final ArchRule CHANNELS_BELONG_TO_THE_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.interlock.internal.transport",
                    "dev.interlock.internal.tls",
                    "dev.interlock.internal.netty",
                    "dev.interlock.server")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty.channel..");

    @ArchTest
    static final ArchRule MATCHING_IS_LINEAR =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.util.regex..");

    @ArchTest
    static final ArchRule NO_UNSAFE = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("sun.misc.Unsafe")
            .orShould()
            .dependOnClassesThat()
            .resideInAPackage("jdk.internal..");

    /**
     * The server's files hold parts of requests until the response is complete. After a power failure they are useless,
     * so no write waits for the disk.
     */
    @ArchTest
    static final ArchRule NO_FILE_WAITS_FOR_THE_DISK = noClasses()
            .should()
            .callMethod(FileChannel.class, "force", boolean.class)
            .orShould()
            .callMethod(FileDescriptor.class, "sync")
            .orShould()
            .accessField(StandardOpenOption.class, "SYNC")
            .orShould()
            .accessField(StandardOpenOption.class, "DSYNC");

    /**
     * Only {@code ServerLog} may print to standard error: without a logger, {@code StandardErrorLogger} prints each
     * failure there. The access log may go to standard output.
     */
    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .that()
            .resideOutsideOfPackages("dev.interlock.internal.log", "dev.interlock.internal.accesslog")
            .should(ACCESS_STANDARD_STREAMS);

    /** Limits, pauses and deadlines take their time from the {@code LoopClock}, so that the simulation can set it. */
    @ArchTest
    static void timeComesFromLoopClock(JavaClasses classes) {
        assertThat(callers(classes, ArchitectureTest::isClock)).isEqualTo(marked(classes, ReadsSystemClock.class));
    }

    private static boolean isClock(AccessTarget target) {
        String owner = target.getOwner().getFullName();
        return switch (target.getName()) {
            case "nanoTime", "currentTimeMillis" -> owner.equals("java.lang.System");
            case "now" -> owner.startsWith("java.time.");
            case "system", "systemUTC", "systemDefaultZone" -> owner.equals("java.time.Clock");
            case "<init>" -> owner.equals("java.util.Date");
            default -> false;
        };
    }

    /** Random numbers that a client sees come from the server's source, so that the simulation can seed it. */
    @ArchTest
    static void randomnessComesFromServer(JavaClasses classes) {
        assertThat(callers(classes, ArchitectureTest::isRandomness)).isEqualTo(marked(classes, HasOwnRandomness.class));
    }

    private static boolean isRandomness(AccessTarget target) {
        String owner = target.getOwner().getFullName();
        String name = target.getName();
        return RANDOM_CLASSES.contains(owner)
                || (owner.equals("java.lang.Math") && name.equals("random"))
                || (owner.equals("java.util.UUID") && name.equals("randomUUID"))
                || (owner.equals("java.nio.file.Files") && name.startsWith("createTemp"))
                || (owner.equals("java.io.File") && name.equals("createTempFile"));
    }

    private static Set<String> marked(JavaClasses classes, Class<? extends Annotation> mark) {
        return classes.stream()
                .filter(each -> each.isAnnotatedWith(mark))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Returns the top-level classes that access a target. */
    private static Set<String> callers(JavaClasses classes, Predicate<AccessTarget> targets) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass each : classes) {
            for (JavaAccess<?> access : each.getAccessesFromSelf()) {
                if (targets.test(access.getTarget())) {
                    callers.add(each.getName().replaceAll("\\$.*", ""));
                }
            }
        }
        return callers;
    }

    /** Code that runs for each request reads its limits from fields, not from settings. */
    @ArchTest
    static final ArchRule SETTINGS_ARE_READ_AT_THE_START = noClasses()
            .that()
            .resideOutsideOfPackages("dev.interlock.internal.settings", "dev.interlock.server")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.interlock.internal.settings");

    /** A setting that no code reads would have no effect. The builder only sets settings, so it does not count. */
    @ArchTest
    static void everySettingIsRead(JavaClasses classes) {
        for (JavaField each :
                classes.get("dev.interlock.internal.settings.Setting").getFields()) {
            // The extension of HTTP/2 reads its own settings.
            if (each.getRawType().equals(each.getOwner()) && !each.getName().startsWith("HTTP2_")) {
                assertWithMessage("readers of %s", each.getName())
                        .that(each.getAccessesToSelf().stream()
                                .map(JavaAccess::getOrigin)
                                .filter(ArchitectureTest::readsSettings)
                                .toList())
                        .isNotEmpty();
            }
        }
    }

    private static boolean readsSettings(JavaCodeUnit unit) {
        return unit.getMethodCallsFromSelf().stream()
                .map(JavaAccess::getTarget)
                .anyMatch(method -> method.getName().equals("get")
                        && method.getOwner().getFullName().equals("dev.interlock.internal.settings.Settings"));
    }

    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        for (JavaClass each : classes) {
            JavaPackage home = each.getPackage();
            assertWithMessage("package-info.java of %s has @NullMarked", home.getName())
                    .that(home.isAnnotatedWith(NullMarked.class))
                    .isTrue();
        }
    }

    private static String[] and(String[] some, String... more) {
        return Stream.concat(Stream.of(some), Stream.of(more)).toArray(String[]::new);
    }

    /**
     * Returns the rule that a package imports only the other packages. If the package does not exist yet, the rule
     * passes.
     */
    private static ArchRule knowsOnly(String name, String... others) {
        String[] known = new String[others.length + 1];
        known[0] = "dev.interlock." + name;
        for (int i = 0; i < others.length; i++) {
            known[i + 1] = "dev.interlock." + others[i];
        }
        return noClasses()
                .that()
                .resideInAPackage(known[0])
                .should()
                .dependOnClassesThat(resideInAPackage(OURS)
                        .and(not(resideInAnyPackage(known)))
                        .and(not(resideInAPackage(MARKS))))
                .allowEmptyShould(true);
    }
}
