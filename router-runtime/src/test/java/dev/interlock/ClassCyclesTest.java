package dev.interlock;

import static com.google.common.truth.Truth.assertWithMessage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.PROTECTED;
import static com.tngtech.archunit.core.domain.JavaModifier.PUBLIC;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Dependencies between packages have no cycles, and cycles of classes are small. */
@AnalyzeClasses(packages = "dev.interlock", importOptions = DoNotIncludeTests.class)
class ClassCyclesTest {
    private static final String ENGINE = "dev.interlock.internal.engine";
    private static final String HTTP1 = "dev.interlock.internal.http1";
    private static final String TRANSPORT = "dev.interlock.internal.transport";
    private static final String SERVER = "dev.interlock.server";

    /** Packages that applications use. */
    private static final String[] API = subtrees(
            "dev.interlock.annotation",
            "dev.interlock.bytes",
            "dev.interlock.file",
            "dev.interlock.filter",
            "dev.interlock.http",
            "dev.interlock.log",
            "dev.interlock.observe",
            "dev.interlock.proto",
            SERVER);

    /**
     * Packages that the API must not expose. {@code generated.dispatch} and {@code generated.scope} are allowed,
     * because generated code uses them through the API.
     */
    private static final DescribedPredicate<JavaClass> INTERNAL = resideInAnyPackage(subtrees(
            "dev.interlock.internal",
            "dev.interlock.generated.bind",
            "dev.interlock.generated.codec",
            "dev.interlock.generated.filter",
            "dev.interlock.generated.proto",
            "dev.interlock.generated.text",
            "dev.interlock.generated.validate"));

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("dev.interlock.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule ENGINE_KNOWS_NO_PROTOCOL_AND_NO_SOCKET = knowsNone(ENGINE, HTTP1, TRANSPORT, SERVER);

    @ArchTest
    static final ArchRule HTTP1_KNOWS_NO_SOCKET = knowsNone(HTTP1, TRANSPORT, SERVER);

    @ArchTest
    static final ArchRule TRANSPORT_KNOWS_NO_PROTOCOL = knowsNone(TRANSPORT, HTTP1, SERVER);

    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph.of(classes).requireSmallCycles();
    }

    /** A type in a public signature is part of the API. */
    @ArchTest
    static void apiExposesNoInternalType(JavaClasses classes) {
        List<String> exposed = classes.that(resideInAnyPackage(API)).stream()
                .filter(ClassCyclesTest::isPublic)
                .flatMap(ClassCyclesTest::exposed)
                .sorted()
                .toList();

        assertWithMessage("Signatures of the API that name internal types")
                .that(exposed)
                .isEmpty();
    }

    private static boolean isPublic(JavaClass type) {
        return isVisible(type.getModifiers())
                && type.getEnclosingClass().map(ClassCyclesTest::isPublic).orElse(true);
    }

    private static boolean isVisible(Set<JavaModifier> modifiers) {
        return modifiers.contains(PUBLIC) || modifiers.contains(PROTECTED);
    }

    /** Returns the supertypes and members of a type that name an internal type, each after the name of the type. */
    private static Stream<String> exposed(JavaClass type) {
        Stream<String> supertypes = Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream())
                .filter(INTERNAL)
                .map(internal -> type.getName() + " extends " + internal.getName());
        Stream<String> members = type.getMembers().stream()
                .filter(member -> isVisible(member.getModifiers()))
                .flatMap(member -> member.getAllInvolvedRawTypes().stream()
                        .filter(INTERNAL)
                        .map(internal -> member.getFullName() + " names " + internal.getName()));
        return Stream.concat(supertypes, members);
    }

    private static ArchRule knowsNone(String name, String... others) {
        return noClasses()
                .that()
                .resideInAPackage(name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(subtrees(others));
    }

    private static String[] subtrees(String... names) {
        String[] all = names.clone();
        for (int i = 0; i < all.length; i++) {
            all[i] += "..";
        }
        return all;
    }
}
