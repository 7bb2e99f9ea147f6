package dev.interlock.processor;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.processor.check.route.ProvenApplication;

@AnalyzeClasses(packages = "dev.interlock", importOptions = DoNotIncludeTests.class)
class LayersTest {
    private static final String HERE = "dev.interlock.processor";

    @ArchTest
    static final ArchRule ARROWS_GO_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(HERE + "..")
            .layer("root")
            .definedBy(HERE)
            .layer("write")
            .definedBy(HERE + ".write..")
            .layer("plan")
            .definedBy(HERE + ".plan")
            .layer("proof")
            .definedBy(HERE + ".check.route")
            .layer("verify")
            .definedBy(HERE + ".verify")
            .layer("read")
            .definedBy(HERE + ".read..")
            .layer("rules")
            .definedBy(
                    HERE + ".check.compilation",
                    HERE + ".check.constraint",
                    HERE + ".check.handler",
                    HERE + ".check.proto")
            .layer("escape")
            .definedBy(HERE + ".escape")
            .layer("digest")
            .definedBy(HERE + ".digest")
            .layer("declaration")
            .definedBy(HERE + ".declaration..")
            .layer("source")
            .definedBy(HERE + ".source")
            .layer("language")
            .definedBy(HERE + ".language")
            .layer("schema")
            .definedBy(HERE + ".schema")
            .layer("model")
            .definedBy(HERE + ".model..")
            .layer("report")
            .definedBy(HERE + ".report")
            .layer("runtime")
            .definedBy(HERE + ".runtime")
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("write")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("plan")
            .mayOnlyBeAccessedByLayers("write", "root")
            .whereLayer("proof")
            .mayOnlyBeAccessedByLayers("plan", "verify", "write", "root")
            .whereLayer("verify")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("read")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("rules")
            .mayOnlyBeAccessedByLayers("read", "root")
            .whereLayer("escape")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("digest")
            .mayOnlyBeAccessedByLayers("root")
            .whereLayer("declaration")
            .mayOnlyBeAccessedByLayers("read", "rules", "root")
            .whereLayer("source")
            .mayOnlyBeAccessedByLayers("declaration", "read", "rules", "root")
            .whereLayer("language")
            .mayOnlyBeAccessedByLayers("read", "rules", "proof", "verify")
            .whereLayer("schema")
            .mayOnlyBeAccessedByLayers("declaration", "read", "root")
            .whereLayer("model")
            .mayOnlyBeAccessedByLayers(
                    "language", "schema", "declaration", "read", "rules", "proof", "plan", "verify", "write", "root")
            .whereLayer("report")
            .mayOnlyBeAccessedByLayers(
                    "language", "schema", "source", "declaration", "read", "escape", "rules", "proof", "root")
            .whereLayer("runtime")
            .mayOnlyBeAccessedByLayers("source", "read", "rules", "escape", "digest", "write", "root");

    @ArchTest
    static final ArchRule THE_PLAN_KNOWS_NO_SOURCES_AND_NO_OUTPUT = noClasses()
            .that()
            .resideInAPackage(HERE + ".plan")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("javax.lang.model..", "javax.annotation.processing..", "com.palantir.javapoet..");

    @ArchTest
    static final ArchRule ONLY_THE_PROOF_MAKES_A_PROVEN_APPLICATION = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".check.route")
            .should()
            .callConstructorWhere(describe(
                    "of a proven application", call -> call.getTargetOwner().isEquivalentTo(ProvenApplication.class)));

    @ArchTest
    static final ArchRule ONLY_WRITE_AND_RUNTIME_AND_ROOT_KNOW_JAVAPOET = noClasses()
            .that()
            .resideInAnyPackage(
                    HERE + ".read..",
                    HERE + ".check..",
                    HERE + ".declaration..",
                    HERE + ".source",
                    HERE + ".verify",
                    HERE + ".model..",
                    HERE + ".escape",
                    HERE + ".digest",
                    HERE + ".report",
                    HERE + ".language",
                    HERE + ".schema")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.palantir.javapoet..");

    @ArchTest
    static final ArchRule ONLY_ESCAPE_KNOWS_THE_TREES_OF_JAVAC = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".escape")
            .and()
            .resideInAPackage(HERE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.sun.source..", "com.sun.tools..");

    @ArchTest
    static final ArchRule ESCAPE_USES_WHAT_JAVAC_EXPORTS = noClasses()
            .that()
            .resideInAPackage(HERE + ".escape")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.sun.tools..");

    @ArchTest
    static final ArchRule ONLY_LANGUAGE_KNOWS_THE_AUTOMATA = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".language")
            .and()
            .resideInAPackage(HERE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dk.brics..");

    @ArchTest
    static final ArchRule ONLY_SCHEMA_KNOWS_DESCRIPTORS = noClasses()
            .that()
            .resideOutsideOfPackage(HERE + ".schema")
            .and()
            .resideInAPackage(HERE + "..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.protobuf..");

    @ArchTest
    static final ArchRule THE_RUNTIME_IS_NAMED_AND_NEVER_LINKED = noClasses()
            .that()
            .resideInAPackage(HERE + "..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.interlock..").and(resideOutsideOfPackages(HERE + "..")));
}
