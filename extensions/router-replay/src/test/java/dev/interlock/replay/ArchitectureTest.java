package dev.interlock.replay;

import static com.google.common.truth.Truth.assertThat;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;

/** Packages depend on each other in one direction. */
@AnalyzeClasses(packages = "dev.interlock.replay", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule HOOK_KNOWS_ONLY_THE_JDK = classes()
            .that(resideInAPackage("dev.interlock.replay.hook"))
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "org.jspecify..", "dev.interlock.replay.hook"));

    @ArchTest
    static final ArchRule ONLY_TRAFFIC_KNOWS_RECORDINGS = noClasses()
            .that(resideInAnyPackage("dev.interlock.replay..")
                    .and(not(resideInAnyPackage("dev.interlock.replay.traffic", "dev.interlock.replay.recorded"))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("dev.interlock.recording..", "dev.interlock.replay.recorded"));

    @ArchTest
    static final ArchRule LOAD_KNOWS_NO_SOCKETS = noClasses()
            .that(resideInAnyPackage(
                    "dev.interlock.replay.load", "dev.interlock.replay.rewrite", "dev.interlock.replay.compare"))
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.netty..", "java.net.http.."));

    @ArchTest
    static void packagesPointOneWay(JavaClasses classes) {
        ClassGraph packages = new ClassGraph();
        classes.forEach(from -> from.getDirectDependenciesFromSelf().forEach(it -> {
            String target = it.getTargetClass().getPackageName();
            if (target.startsWith("dev.interlock.replay") && !target.equals(from.getPackageName())) {
                packages.edge(from.getPackageName(), target);
            }
        }));
        assertThat(packages.nodes()).contains("dev.interlock.replay.load");
        assertThat(packages.components()).isEmpty();
    }

    /** Exempts the classes that protoc generates. */
    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes.that(not(resideInAPackage("dev.interlock.replay.recorded"))))
                .requireSmallCycles();
    }
}
