package dev.interlock.jsonb;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;
import dev.interlock.ExtensionRules;

@AnalyzeClasses(packages = "dev.interlock.jsonb", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule KNOWS_API_AND_ITS_LIBRARY =
            ExtensionRules.knowsOnly("dev.interlock.jsonb", "dev.interlock.json", "io.avaje..");

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
