package dev.interlock.example.shop.reviews;

import io.avaje.jsonb.Json;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** The request to write a review, in JSON. {@link NewReviewView} is the same in protobuf. */
@Json
public record NewReview(
        @Min(1) @Max(5) int stars,
        @NotBlank @Size(max = 2_000) String text) {}
