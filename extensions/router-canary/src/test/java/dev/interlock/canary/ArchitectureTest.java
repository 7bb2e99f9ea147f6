package dev.interlock.canary;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;
import dev.interlock.ExtensionRules;

@AnalyzeClasses(packages = "dev.interlock.canary", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String ROOT = "dev.interlock.canary";
    private static final String STATISTICS = ROOT + ".statistics";
    private static final String PROMETHEUS = ROOT + ".prometheus";
    private static final String JACKSON = "com.fasterxml.jackson.core..";

    @ArchTest
    static final ArchRule API_KNOWS_RUNTIME_AND_INTERNALS =
            ExtensionRules.knowsOnly(ROOT, STATISTICS, PROMETHEUS, JACKSON);

    @ArchTest
    static final ArchRule STATISTICS_KNOWS_NUMBERS_ALONE = classes()
            .that()
            .resideInAPackage(STATISTICS)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(STATISTICS, "java..", "org.jspecify..", "org.apache.commons.numbers.gamma"));

    @ArchTest
    static final ArchRule PROMETHEUS_KNOWS_JSON_ALONE = classes()
            .that()
            .resideInAPackage(PROMETHEUS)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(PROMETHEUS, "java..", "org.jspecify..", JACKSON));

    @ArchTest
    static final ArchRule COMMAND_KNOWS_API_ALONE = classes()
            .that()
            .resideInAPackage(ROOT + ".command")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    ROOT + ".command", ROOT, "java..", "org.jspecify..", "picocli", "com.sun.net.httpserver", JACKSON));

    /** The jar of the command has no server. */
    @ArchTest
    static final ArchRule ONLY_LISTENER_KNOWS_SERVER = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(Canary|CanaryPage|RouteTable)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.interlock.http", "dev.interlock.observe", "dev.interlock.bytes", "io.netty..");

    @ArchTest
    static final ArchRule COMMAND_DOES_NOT_REACH_LISTENER = noClasses()
            .that()
            .haveNameNotMatching(".*\\.(Canary|CanaryPage|LoopCounts)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .haveNameMatching(".*\\.(Canary|CanaryPage|RouteTable|LoopCounts)");

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
