//! Headers of neo4j-admin's import: `:ID(Body-ID)`, `bodyId:long`, `EB:boolean`, `:START_ID(Body-ID)`, `:LABEL`.
//!
//! A field is a name, a colon and a type; the name may hold colons itself. Type words may be written in any case.

use super::cell::Kind;

/// What a column is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// The node's id, in a space of ids; with a name it is a property, too.
    Id { space: String, name: Option<String> },
    /// The id of the node where the relationship starts.
    Start { space: String },
    /// The id of the node where it ends.
    End { space: String },
    /// Labels of the node, `;` between them.
    Label,
    /// The type of the relationship.
    Type,
    /// Not to be read.
    Ignored,
    /// A property.
    Property { name: String, kind: Kind },
}

impl Role {
    /// Reads a field of a header.
    ///
    /// # Errors
    /// If it has no type that is known.
    pub(super) fn parse(field: &str) -> Result<Self, String> {
        // A type's options (`point{crs:…}`) have colons, too.
        let before_options = field.split('{').next().unwrap_or(field);
        let Some(colon) = before_options.rfind(':') else {
            return Ok(Self::Property { name: field.to_owned(), kind: Kind::Text });
        };
        let (name, word) = (field[..colon].trim(), field[colon + 1..].trim());
        let (word, space) = match word.split_once('(') {
            Some((word, space)) => (word, space.strip_suffix(')').unwrap_or(space)),
            None => (word, ""),
        };
        let (space, named) = (space.to_owned(), (!name.is_empty()).then(|| name.to_owned()));
        Ok(match word.split('{').next().unwrap_or(word).to_ascii_uppercase().as_str() {
            "ID" => Self::Id { space, name: named },
            "START_ID" => Self::Start { space },
            "END_ID" => Self::End { space },
            "LABEL" => Self::Label,
            "TYPE" => Self::Type,
            "IGNORE" => Self::Ignored,
            _ => match (Kind::parse(word), named) {
                (Some(kind), Some(name)) => Self::Property { name, kind },
                _ => return Err(format!("`{field}` in the header is no name with a type that neo4j-admin knows")),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, Role};

    fn property(name: &str, kind: Kind) -> Role {
        Role::Property { name: name.to_owned(), kind }
    }

    #[test]
    fn fields_are_read_as_neo4j_admin_reads_them() {
        let body = || "Body-ID".to_owned();
        for (field, role) in [
            (":ID(Body-ID)", Role::Id { space: body(), name: None }),
            ("bodyId:ID", Role::Id { space: String::new(), name: Some("bodyId".to_owned()) }),
            (":START_ID(Body-ID)", Role::Start { space: body() }),
            (":End_ID(Body-ID)", Role::End { space: body() }),
            (":Label", Role::Label),
            (":TYPE", Role::Type),
            ("notes:IGNORE", Role::Ignored),
            ("bodyId:long", property("bodyId", Kind::Integer)),
            ("a'L(R):boolean", property("a'L(R)", Kind::Boolean)),
            ("ns:name:string", property("ns:name", Kind::Text)),
            ("somaLocation:point{srid:9157}", property("somaLocation", Kind::Point)),
            ("at:point{crs:cartesian-3D}", property("at", Kind::Point)),
            ("voxelSize:float[]", property("voxelSize", Kind::List(Box::new(Kind::Float)))),
            ("plain", property("plain", Kind::Text)),
        ] {
            assert_eq!(Role::parse(field), Ok(role), "{field}");
        }
        for field in ["weight:number", ":int", "x:int[][]"] {
            assert!(Role::parse(field).is_err(), "{field}");
        }
    }
}
