package dev.interlock.processor;

import com.google.auto.service.AutoService;
import dev.interlock.processor.read.proto.DescriptorFiles;
import dev.interlock.processor.runtime.RuntimeNames;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.annotation.processing.SupportedAnnotationTypes;
import javax.annotation.processing.SupportedOptions;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/**
 * Claims the annotations of Interlock, {@code jakarta.validation} and {@code @Generated}. Under {@code
 * -Xlint:processing}, javac warns of annotations that no processor claims. The other two processors cannot claim them,
 * because they share some annotations, and a compiler shows claimed annotations to no later processor. Compilers call
 * processors in the order of the service file. That file is sorted by name, so this class comes last.
 */
@AutoService(Processor.class)
@SupportedAnnotationTypes({
    RuntimeNames.ANNOTATIONS + "*",
    "jakarta.validation.*",
    "javax.annotation.processing.Generated"
})
@SupportedOptions({DescriptorFiles.OPTION, ProofStep.OPTION})
public final class UnclaimedAnnotations extends AbstractProcessor {
    @Override
    public SourceVersion getSupportedSourceVersion() {
        return SourceVersion.latestSupported();
    }

    /** Claims the annotations. This class does nothing else, because no later processor needs these annotations. */
    @Override
    @SuppressWarnings("DoNotClaimAnnotations")
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
        return true;
    }
}
