package dev.interlock.tracing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;
import dev.interlock.ExtensionRules;

@AnalyzeClasses(packages = "dev.interlock.tracing", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    /** Only the API of OpenTelemetry is allowed, because applications choose the SDK. */
    @ArchTest
    static final ArchRule KNOWS_API_AND_ITS_LIBRARY = ExtensionRules.knowsOnly(
            "dev.interlock.tracing",
            "io.opentelemetry.api",
            "io.opentelemetry.api.common",
            "io.opentelemetry.api.trace",
            "io.opentelemetry.context..",
            "org.slf4j");

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
