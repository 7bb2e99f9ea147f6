package dev.interlock.processor;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;

/** Checks the dependencies within the processor: packages must not form cycles, and cycles of classes must be small. */
@AnalyzeClasses(packages = "dev.interlock.processor", importOptions = DoNotIncludeTests.class)
class ClassCyclesTest {
    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("dev.interlock.processor.(**)").should().beFreeOfCycles();

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
