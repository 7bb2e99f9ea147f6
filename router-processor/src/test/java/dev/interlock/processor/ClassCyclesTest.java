package dev.interlock.processor;

import static com.google.common.truth.Truth.assertWithMessage;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.joining;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.interlock.ClassGraph;
import java.util.List;
import java.util.Set;

/**
 * Checks the dependencies within the processor: dependencies between packages go one way, and cycles of classes are
 * small.
 */
@AnalyzeClasses(packages = "dev.interlock.processor", importOptions = DoNotIncludeTests.class)
class ClassCyclesTest {
    /** Limit on the classes in one cycle. A reader must know all classes of a cycle to understand one of them. */
    private static final int MOST_CLASSES = 3;

    @ArchTest
    static final ArchRule PACKAGES_HAVE_NO_CYCLE =
            slices().matching("dev.interlock.processor.(**)").should().beFreeOfCycles();

    /** Counts accesses in bytecode. A constant that the compiler has inlined is not a dependency. */
    @ArchTest
    static void fewClassesDependOnEachOther(JavaClasses classes) {
        ClassGraph graph = ClassGraph.of(classes);
        List<String> large = graph.components().stream()
                .filter(component -> component.size() > MOST_CLASSES)
                .map(component -> describe(component, graph))
                .toList();

        assertWithMessage("classes of the processor").that(graph.nodes()).isNotEmpty();
        assertWithMessage("groups of more than %s classes that depend on each other", MOST_CLASSES)
                .that(large)
                .isEmpty();
    }

    private static String describe(Set<String> component, ClassGraph graph) {
        return "\n" + component.size() + " classes: "
                + component.stream().map(ClassGraph::brief).collect(joining(", "))
                + "\n    one cycle: " + graph.cycle(component);
    }
}
