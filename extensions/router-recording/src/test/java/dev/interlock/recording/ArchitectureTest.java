package dev.interlock.recording;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import dev.interlock.ClassGraph;
import dev.interlock.ExtensionRules;

@AnalyzeClasses(packages = "dev.interlock.recording", importOptions = DoNotIncludeTests.class)
final class ArchitectureTest {
    @ArchTest
    static final ArchRule LISTENER_KNOWS_ITS_PARTS = ExtensionRules.knowsOnly(
            "dev.interlock.recording",
            "dev.interlock.recording.redact",
            "dev.interlock.recording.segment",
            "net.jpountz.lz4",
            "org.slf4j");

    /** Pseudonyms need {@code javax.crypto}. */
    @ArchTest
    static final ArchRule REDACTION_KNOWS_NO_FILES =
            ExtensionRules.knowsOnly("dev.interlock.recording.redact", "javax.crypto..");

    /** Messages are opaque bytes for segments. */
    @ArchTest
    static final ArchRule SEGMENTS_KNOW_NOTHING_OF_INTERLOCK = ArchRuleDefinition.classes()
            .that()
            .resideInAPackage("dev.interlock.recording.segment")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("dev.interlock.recording.segment", "java..", "net.jpountz.lz4", "org.jspecify..");

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }
}
