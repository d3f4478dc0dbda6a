package io.dropshiphub.admin.desk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.camel.Body;
import org.springframework.stereotype.Component;

/** Writes what a desk gave back as JSON. */
@Component
public class Answers {

    private final ObjectMapper mapper;

    Answers(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The record, list or map as snake_case JSON. */
    public String json(@Body Object answer) throws JsonProcessingException {
        return mapper.writeValueAsString(answer);
    }
}
