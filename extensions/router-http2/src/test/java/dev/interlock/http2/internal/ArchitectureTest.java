package dev.interlock.http2.internal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;

@AnalyzeClasses(packages = "dev.interlock.http2", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    /** A protocol is a part of the engine, so this extension uses internal packages of the runtime. */
    @ArchTest
    static final ArchRule KNOWS_THE_ENGINE = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "org.slf4j",
                    "io.netty.buffer",
                    "dev.interlock.bytes",
                    "dev.interlock.http",
                    "dev.interlock.http2..",
                    "dev.interlock.internal.bytes",
                    "dev.interlock.internal.engine",
                    "dev.interlock.internal.log",
                    "dev.interlock.internal.message",
                    "dev.interlock.internal.settings",
                    "dev.interlock.internal.syntax",
                    "dev.interlock.observe",
                    "dev.interlock.server");

    @ArchTest
    static final ArchRule ARROWS_GO_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("error")
            .definedBy("..http2.internal.error")
            .layer("hpack")
            .definedBy("..http2.internal.hpack")
            .layer("frame")
            .definedBy("..http2.internal.frame")
            .layer("head")
            .definedBy("..http2.internal.head")
            .layer("stream")
            .definedBy("..http2.internal.stream")
            .layer("flood")
            .definedBy("..http2.internal.flood")
            .layer("session")
            .definedBy("..http2.internal.session")
            .layer("api")
            .definedBy("dev.interlock.http2")
            .whereLayer("api")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("session")
            .mayOnlyBeAccessedByLayers("api")
            .whereLayer("hpack")
            .mayOnlyBeAccessedByLayers("head", "session")
            .whereLayer("head")
            .mayOnlyBeAccessedByLayers("session", "api")
            .whereLayer("frame")
            .mayOnlyBeAccessedByLayers("session", "api")
            .whereLayer("stream")
            .mayOnlyBeAccessedByLayers("session", "api")
            .whereLayer("flood")
            .mayOnlyBeAccessedByLayers("session", "api")
            .whereLayer("error")
            .mayOnlyBeAccessedByLayers("hpack", "frame", "head", "stream", "flood", "session");

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
