package dev.interlock.example.shop.reviews;

import dev.interlock.annotation.ProtoView;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The request to write a review, in protobuf. {@link NewReview} is the same in JSON. */
@ProtoView("shop.NewReview")
public interface NewReviewView {
    @Min(1)
    @Max(5)
    int stars();

    @NotBlank
    @Size(max = 2_000)
    String text();
}
