package dev.interlock.processor;

import com.palantir.javapoet.JavaFile;
import dev.interlock.processor.model.Application;
import dev.interlock.processor.report.Place;
import dev.interlock.processor.report.Problems;
import dev.interlock.processor.report.ProofMessage;
import dev.interlock.processor.verify.TableProof;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.ProcessingEnvironment;
import javax.tools.StandardLocation;

/** Proves that the tables in generated sources are equal to the routes, if the option asks for it. */
final class ProofStep {
    /** Compiler option. The proof runs if the option has no value or the value {@code true}. */
    static final String OPTION = "interlock.verify";

    private final ProcessingEnvironment environment;

    ProofStep(ProcessingEnvironment environment) {
        this.environment = environment;
    }

    /** Proves the tables of an application, and writes the report beside the router. */
    void prove(Application application, List<JavaFile> files, Problems problems) {
        if (!isWanted(application, problems)) {
            return;
        }
        TableProof proof = TableProof.of(
                application, files.stream().map(JavaFile::toString).toList());
        proof.difference()
                .ifPresentOrElse(
                        difference -> problems.add(
                                ProofMessage.TABLES_DIFFER,
                                Place.of(application.root()),
                                Place.describe(application.root()),
                                difference),
                        () -> write(application, proof.report()));
    }

    private boolean isWanted(Application application, Problems problems) {
        if (!environment.getOptions().containsKey(OPTION)) {
            return false;
        }
        // An option without a value maps to null.
        String value = Objects.requireNonNullElse(environment.getOptions().get(OPTION), "");
        boolean wanted = value.isEmpty() || value.equals("true");
        if (!wanted && !value.equals("false")) {
            problems.add(ProofMessage.UNKNOWN_VERIFY, Place.of(application.root()), OPTION, value);
        }
        return wanted;
    }

    /** Writes the report. Its name begins with the name of the router, since two applications may share a package. */
    private void write(Application application, String report) {
        String name = application.routerName() + ".routes.proof";
        try (Writer writer = environment
                .getFiler()
                .createResource(StandardLocation.SOURCE_OUTPUT, application.packageName(), name, application.root())
                .openWriter()) {
            writer.write(report);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + name, e);
        }
    }
}
