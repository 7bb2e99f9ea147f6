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
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.FileDescriptor;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** Which package may know which: arrows go one way. */
@AnalyzeClasses(packages = "dev.interlock", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String OURS = "dev.interlock..";

    /** Classes that read the clock of the system. Decision 17 gives the reason of each. */
    private static final Set<String> READERS_OF_THE_CLOCK = Set.of(
            "internal.engine.LoopClock",
            "internal.transport.Batch",
            "server.Watchdog",
            "internal.engine.MemoryReserve",
            "server.FatalExit",
            "internal.transport.AcceptGate",
            "internal.engine.FileDescriptors",
            "server.InMemoryConnection",
            "http.UploadDirectory",
            "file.DiskFile",
            "validate.JakartaContext",
            "validate.Moments");

    /** Classes with random numbers of their own. Decision 17 gives the reason of each. */
    private static final Set<String> SOURCES_OF_RANDOMNESS = Set.of(
            "http.RequestId",
            "proto.MapEntries",
            "http.BodyPart",
            "http.PartFiles",
            "http.UploadDirectory",
            "http.UploadRemains",
            "internal.engine.StoredBody");

    private static final Set<String> RANDOM_CLASSES = Set.of(
            "java.util.Random",
            "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom",
            "java.security.SecureRandom");

    private static final Set<String> READERS_OF_SETTINGS = Set.of("EngineSettings", "HttpServer");

    @ArchTest
    static final ArchRule ANNOTATION_STANDS_ALONE = knowsOnly("annotation");

    @ArchTest
    static final ArchRule BYTES_STAND_ALONE = knowsOnly("bytes");

    @ArchTest
    static final ArchRule BYTES_NEED_THE_JDK_ALONE = classes()
            .that()
            .resideInAPackage("dev.interlock.bytes")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.interlock.bytes"));

    @ArchTest
    static final ArchRule NETTY_DEFAULTS_STAND_ALONE = knowsOnly("internal.netty");

    @ArchTest
    static final ArchRule LOG = knowsOnly("log");

    @ArchTest
    static final ArchRule LOGGERS = knowsOnly("internal.log", "log");

    /** SLF4J drops every line if it has no provider; {@code ServerLog} prints warnings and errors then. */
    @ArchTest
    static final ArchRule LOGGERS_COME_FROM_THE_SERVER_LOG = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.interlock.internal.log.ServerLog")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("org.slf4j.LoggerFactory");

    @ArchTest
    static final ArchRule DISPATCH = knowsOnly("dispatch", "bytes");

    @ArchTest
    static final ArchRule HTTP = knowsOnly("http", "dispatch", "bytes", "annotation", "internal.log", "log");

    @ArchTest
    static final ArchRule BIND = knowsOnly("bind", "http", "dispatch", "bytes");

    @ArchTest
    static final ArchRule VALIDATE = knowsOnly("validate", "http", "dispatch", "bytes", "internal.log", "log");

    @ArchTest
    static final ArchRule JAKARTA_VALIDATION_IS_OPTIONAL = noClasses()
            .that()
            .haveNameNotMatching("dev\\.interlock\\.validate\\.Jakarta.*")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta.validation..", "javax.validation..");

    @ArchTest
    static final ArchRule PROTO = knowsOnly("proto", "http", "dispatch", "bytes");

    @ArchTest
    static final ArchRule CODEC = knowsOnly("codec", "http", "dispatch", "bytes");

    @ArchTest
    static final ArchRule FILE =
            knowsOnly("file", "http", "dispatch", "bytes", "internal.netty", "internal.log", "log");

    @ArchTest
    static final ArchRule OBSERVE = knowsOnly("observe", "http", "dispatch", "bytes");

    @ArchTest
    static final ArchRule ENGINE =
            knowsOnly("internal.engine", "observe", "http", "dispatch", "bytes", "internal.log", "log");

    @ArchTest
    static final ArchRule HTTP1 =
            knowsOnly("internal.http1", "internal.engine", "http", "dispatch", "bytes", "internal.log", "log");

    @ArchTest
    static final ArchRule TRANSPORT = knowsOnly("internal.transport", "internal.engine", "internal.log", "log");

    @ArchTest
    static final ArchRule SERVER = knowsOnly(
            "server",
            "internal.transport",
            "internal.http1",
            "internal.engine",
            "observe",
            "http",
            "dispatch",
            "bytes",
            "internal.netty",
            "internal.log",
            "log");

    @ArchTest
    static final ArchRule FILTER = knowsOnly("filter", "http", "dispatch", "bytes", "internal.netty");

    /** Whatever needs another library is an extension. */
    @ArchTest
    static final ArchRule NEEDS_NETTY_AND_SLF4J_ALONE = classes()
            .that()
            .haveNameNotMatching("dev\\.interlock\\.(validate\\.Jakarta.*|server\\.TermSignal)")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "io.netty..", "org.slf4j..", OURS));

    @ArchTest
    static final ArchRule CHANNELS_BELONG_TO_THE_TRANSPORT = noClasses()
            .that()
            .resideOutsideOfPackages("dev.interlock.internal.transport", "dev.interlock.server")
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

    /** Files hold parts of requests until the response. They are useless after a power failure. */
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
     * Without a logger, {@code ServerLog} hands the standard error stream to {@code StandardErrorLogger}: no failure is
     * silent.
     */
    @ArchTest
    static final ArchRule NOTHING_IS_PRINTED = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("dev.interlock.internal.log.ServerLog")
            .should(ACCESS_STANDARD_STREAMS);

    /** Limits, pauses and deadlines take their time from the {@code LoopClock}, so that the simulation can set it. */
    @ArchTest
    static void timeComesFromTheLoopClock(JavaClasses classes) {
        assertThat(callers(classes, ArchitectureTest::isClock)).isEqualTo(new TreeSet<>(READERS_OF_THE_CLOCK));
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
    static void randomnessComesFromTheServer(JavaClasses classes) {
        assertThat(callers(classes, ArchitectureTest::isRandomness)).isEqualTo(new TreeSet<>(SOURCES_OF_RANDOMNESS));
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

    /** Top-level classes with access to a target, without the name of our package. */
    private static Set<String> callers(JavaClasses classes, Predicate<AccessTarget> targets) {
        Set<String> callers = new TreeSet<>();
        for (JavaClass each : classes) {
            for (JavaAccess<?> access : each.getAccessesFromSelf()) {
                if (targets.test(access.getTarget())) {
                    callers.add(each.getName().replaceAll("^dev\\.interlock\\.|\\$.*", ""));
                }
            }
        }
        return callers;
    }

    /** Code that runs for each request reads its limits from fields. */
    @ArchTest
    static final ArchRule SETTINGS_ARE_READ_AT_THE_START = noClasses()
            .that()
            .haveNameNotMatching(
                    "dev\\.interlock\\.server\\.(Setting.*|Overrides|ServerBuilder|EngineSettings|HttpServer"
                            + "|ListeningSocket|BindFailure|InMemoryConnection)")
            .should()
            .dependOnClassesThat()
            .haveNameMatching("dev\\.interlock\\.server\\.Settings?");

    /** A setting that no code reads would have no effect. */
    @ArchTest
    static void everySettingIsRead(JavaClasses classes) {
        for (JavaField each : classes.get("dev.interlock.server.Setting").getFields()) {
            if (each.getRawType().equals(each.getOwner())) {
                assertWithMessage("readers of %s", each.getName())
                        .that(each.getAccessesToSelf().stream()
                                .map(access -> access.getOriginOwner().getSimpleName())
                                .filter(reader -> READERS_OF_SETTINGS.contains(reader))
                                .toList())
                        .isNotEmpty();
            }
        }
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

    /** Allowed to be empty: a package is ruled before it is there. */
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
                .dependOnClassesThat(resideInAPackage(OURS).and(not(resideInAnyPackage(known))))
                .allowEmptyShould(true);
    }
}
