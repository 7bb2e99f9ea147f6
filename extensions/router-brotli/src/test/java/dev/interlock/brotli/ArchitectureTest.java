package dev.interlock.brotli;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;
import dev.interlock.ExtensionRules;

@AnalyzeClasses(packages = "dev.interlock.brotli", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_API_AND_ITS_LIBRARY = ExtensionRules.knowsOnly(
            "dev.interlock.brotli",
            "com.aayushatharva.brotli4j..",
            "io.netty.buffer",
            "io.netty.handler.codec.compression");

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
